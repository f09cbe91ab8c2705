import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const realPause = timers.setTimeout;
/** How soon a pause sees that the clock was moved, in ms. */
const lookEvery = 20;

/**
 * Lets the pauses of this thread (`setTimeout` of node:timers/promises) follow the moved clock: a pause ends when its time
 * has passed on that clock, and never later than in real time. Needs `moveDate`. Other timers, such as the SDK's, stay real.
 * @param begins hears of each pause, with its end in ms of the moved clock.
 */
export function movePauses(begins: (until: number) => void): void {
  async function pause<T>(ms = 1, value?: T, options?: { readonly signal?: AbortSignal }): Promise<T | undefined> {
    const until = Date.now() + ms;
    const realEnd = performance.now() + ms;
    begins(until);
    for (let left = ms; left > 0; left = Math.min(until - Date.now(), realEnd - performance.now()))
      await realPause(Math.min(Math.ceil(left), lookEvery), undefined, options);
    return value;
  }
  Object.assign(timers, { setTimeout: pause });
  syncBuiltinESMExports();
}
