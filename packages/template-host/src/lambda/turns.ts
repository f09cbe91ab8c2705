/** Lets at most `mostAtOnce` pieces of work run at once; the others wait and start in their order. */
export function createTurns(mostAtOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    /** Does the work when its turn comes, and returns its result. */
    async take<T>(work: () => Promise<T>): Promise<T> {
      if (running === mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else running++;
      try {
        return await work();
      } finally {
        // The place goes directly to the next one, so that no newcomer can take it.
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
