import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const realPause = timers.setTimeout;
/** How often a pause checks whether the clock was moved, in ms. */
const lookEvery = 20;

/**
 * Installs the local host's clock in this thread: `new Date()`, `Date()` and `Date.now()` return the real time plus the shared
 * offset. Must run before the handler is imported, because a module may keep its own reference to `Date`.
 *
 * @param shared the offset in ms as one float64, which the host's clock writes
 */
export function moveDate(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared);
  const RealDate = Date;
  const now = () => Math.floor(RealDate.now() + (offset[0] ?? 0));
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}

/**
 * Lets the pauses of this thread (`setTimeout` of node:timers/promises) follow the moved clock: a pause ends when its time has
 * passed on that clock, and no later than in real time. Needs `moveDate`. Other timers, such as the SDK's, stay real.
 *
 * @param begins is called for each pause, with its end in ms of the moved clock
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
