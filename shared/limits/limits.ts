import { DomainError } from '#shared/runtime/domain-error.ts';

/** Each limit counts for a day from the first count on, in seconds. */
export const limitWindow = 24 * 60 * 60;

/** One thing that is counted: `kind` and whose it is (a pseudonym or a technical id, never personal data). */
export type Limited = { readonly kind: string; readonly who: string; readonly max: number };

export type Taken = { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number };

export type Limits = {
  /** Counts one, unless `max` is reached; in one step, so that calls in parallel cannot pass together. */
  take(limited: Limited, now: Date): Promise<Taken>;
  /** Gives one back: what was counted beforehand turned out not to count. */
  giveBack(limited: Limited): Promise<void>;
};

/**
 * Counts one of each; throws `too-many-requests` with the time to wait when any is used up, and then counts none, so
 * that a refused caller does not use up somebody else's attempts.
 */
export async function takeAll(limits: Limits, all: readonly Limited[], now: Date, helpline?: string): Promise<void> {
  const taken = await Promise.all(all.map(async (limited) => ({ limited, outcome: await limits.take(limited, now) })));
  const waits = taken.flatMap(({ outcome }) => (outcome.allowed ? [] : [outcome.retryAfterSeconds]));
  if (waits.length === 0) return;
  await Promise.all(taken.map(({ limited, outcome }) => (outcome.allowed ? limits.giveBack(limited) : undefined)));
  throw new DomainError('too-many-requests', helpline === undefined ? {} : { helpline }, {
    retryAfterSeconds: Math.max(...waits),
  });
}

/** A limit of the settings; throws at start when it is no whole number above 0. */
export function readLimit(setting: string): number {
  const limit = Number(setting);
  if (!Number.isInteger(limit) || limit < 1) throw new Error('A limit must be a whole number above 0');
  return limit;
}
