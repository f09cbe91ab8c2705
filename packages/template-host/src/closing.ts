/** What is to be undone when the host ends, or when its start fails half-way. */
export type Closing = {
  /** The step that was added last runs first. */
  readonly add: (step: () => unknown) => void;
  /** Runs every step once, one after the other. Rejects with the first failure. */
  readonly close: () => Promise<void>;
};

export function createClosing(): Closing {
  const steps: (() => unknown)[] = [];
  return {
    add: (step) => void steps.push(step),
    async close() {
      for (const step of steps.splice(0).reverse()) await step();
    },
  };
}
