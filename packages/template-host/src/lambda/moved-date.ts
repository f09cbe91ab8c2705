/**
 * Puts the local host's clock into this thread: `new Date()`, `Date()` and `Date.now()` read the real time plus the
 * shared offset. Must run before the handler is imported, since a module may keep `Date` for itself.
 * @param shared the offset in ms as one float64, written by the host's clock.
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
