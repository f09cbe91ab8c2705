/** The steps to undo when the host ends, or when its start fails half-way. */
export type Closing = {
  /** The step that was added last runs first. */
  readonly add: (step: () => unknown) => void;
  /** Runs every step once, one after the other. Rejects with the first failure. */
  readonly close: () => Promise<void>;
};

/** An empty list of steps. */
export function createClosing(): Closing {
  const steps: (() => unknown)[] = [];
  return {
    add: (step) => void steps.push(step),
    async close() {
      for (const step of steps.splice(0).reverse()) await step();
    },
  };
}
