import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/**
 * The table refused a call and its retries: it throttles, or another transaction keeps changing the item. Nothing was written. A
 * customer's call answers 503 with Retry-After; a queue delivers the message again.
 */
export class TableBusy extends DomainError {
  override readonly name = 'TableBusy';
  constructor(cause: unknown) {
    super('busy', {}, { retryAfterSeconds: 2, cause });
  }
}

/** The longest sum of one call's pauses, in ms: a function has 10 s, and the pool gives its trigger 5 s. */
const patience = 3_500;

/**
 * The longest first pause and the longest pause of all, in ms: another transaction ends within milliseconds, a throttle does not.
 */
const paces = {
  conflict: { first: 25, longest: 400 },
  throttled: { first: 100, longest: 1_000 },
} as const;

export type RetryReason = keyof typeof paces;

/**
 * Pauses before the next retry: longer each time and with full jitter, so that two calls do not conflict again. Returns the sum
 * of the call's pauses (ms); undefined, without a pause, if that would exceed `patience`.
 *
 * @param retry the number of earlier retries, from 0
 * @param paused the sum of their pauses, in ms
 */
export async function pauseForRetry(reason: RetryReason, retry: number, paused: number): Promise<number | undefined> {
  const { first, longest } = paces[reason];
  const wait = Math.random() * Math.min(longest, first * 2 ** retry);
  if (paused + wait > patience) return undefined;
  await pause(wait);
  return paused + wait;
}
