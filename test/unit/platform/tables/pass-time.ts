import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import { vi } from 'vitest';

/** Vitest's fake timers leave node:timers/promises alone: while the work runs, its pauses are timers that vitest fakes. */
function fakePauses(): () => void {
  const { setTimeout: pause } = timers;
  const fake = <T>(ms?: number, value?: T) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
  Object.assign(timers, { setTimeout: fake });
  syncBuiltinESMExports();
  return () => {
    Object.assign(timers, { setTimeout: pause });
    syncBuiltinESMExports();
  };
}

/** The result of the work, or its error as a value; its pauses take no time (with vitest's fake timers). */
export async function passTime<T>(work: Promise<T>): Promise<T | Error> {
  const restore = fakePauses();
  let isOver = false;
  const ended = work
    .catch((error: Error) => error)
    .finally(() => {
      isOver = true;
      restore();
    });
  while (!isOver) await vi.advanceTimersByTimeAsync(20);
  return ended;
}
