/** How long the retries of one call may pause together, in ms: a function has 10 s, the pool gives its trigger 5 s. */
const patience = 3_500;

/** Longest first pause and longest pause of all, in ms: another transaction ends within milliseconds, a throttle does not. */
const paces = {
  conflict: { first: 25, longest: 400 },
  throttled: { first: 100, longest: 1_000 },
} as const;

export type RetryReason = keyof typeof paces;

/**
 * Pauses before the next try: longer each time and with full jitter, so that those who met do not meet again. Returns what the
 * retries have paused together (ms), or undefined at once when that would exceed `patience`.
 *
 * @param retry how many retries came before, from 0
 * @param paused what they paused together, in ms
 */
export async function pauseForRetry(reason: RetryReason, retry: number, paused: number): Promise<number | undefined> {
  const { first, longest } = paces[reason];
  const wait = Math.random() * Math.min(longest, first * 2 ** retry);
  if (paused + wait > patience) return undefined;
  await new Promise((resolve) => setTimeout(resolve, wait));
  return paused + wait;
}
