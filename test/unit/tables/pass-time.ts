import { vi } from 'vitest';

/** What the work came to, its error as a value; the pauses in it pass at once (with vitest's fake timers). */
export async function passTime<T>(work: Promise<T>): Promise<T | Error> {
  let isOver = false;
  const ended = work
    .catch((error: Error) => error)
    .finally(() => {
      isOver = true;
    });
  while (!isOver) await vi.advanceTimersByTimeAsync(20);
  return ended;
}
