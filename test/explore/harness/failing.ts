import type { Fault } from './stage.ts';

/** A share of the calls to a service that fails without any effect. */
export const failing = <T>(service: string, share = 0.04): Fault<T> => ({
  name: `${service} fails`,
  share,
  instead: async () => {
    throw new Error(`${service} does not answer`);
  },
});
