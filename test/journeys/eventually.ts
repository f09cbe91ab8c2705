import { setTimeout as pause } from 'node:timers/promises';

/** Looks every 20 ms until there is an answer. Throws with what it waited for when `patienceMs` (real time) is over. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, patienceMs = 20_000): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}
