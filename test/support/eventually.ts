import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks every 20 ms until there is an answer. Throws with what it waited for when `patienceMs` (real time) is over;
 * `printed`: what the host said meanwhile, the likely reason.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { patienceMs = 120_000, printed = [] }: { patienceMs?: number; printed?: readonly string[] } = {},
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(withLines(`waited in vain for ${what}`, printed));
    await pause(20);
  }
}

/** A message with the last lines that the host printed, each cut to its beginning. */
export const withLines = (message: string, printed: readonly string[]): string =>
  [message, ...printed.slice(-5).map((line) => line.split('\n')[0]?.slice(0, 300))].join('\n');
