/** Where the next fault happens: at the n-th call (from 1), before or after it took effect. */
export type Strike = { readonly call: number; readonly when: 'before' | 'after' };

/** Makes one call of the wrapped dependencies fail, as a crash there would: the caller does not learn whether it took effect. */
export function createFaults() {
  let strike: Strike | undefined;
  let calls = 0;
  const isDue = (when: Strike['when']) => strike?.call === calls && strike.when === when;

  return {
    arm(next: Strike) {
      strike = next;
      calls = 0;
    },
    /** Removes the fault; returns whether it happened. */
    disarm(): boolean {
      const fell = strike !== undefined && calls >= strike.call;
      strike = undefined;
      return fell;
    },
    around: <T extends object>(dependency: T): T =>
      new Proxy(dependency, {
        get(target, name, receiver) {
          const member: unknown = Reflect.get(target, name, receiver);
          if (typeof member !== 'function') return member;
          return async (...given: unknown[]) => {
            calls++;
            const dueAfter = isDue('after');
            if (isDue('before')) throw new Error('crashed before');
            const result: unknown = await Reflect.apply(member, target, given);
            if (dueAfter) throw new Error('crashed after');
            return result;
          };
        },
      }),
  };
}
