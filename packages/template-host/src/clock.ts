/**
 * The time of the local host. Every function, token, lease and TTL reads it, so a 24-hour lock or 13 months pass in a second when
 * it is moved (`POST /_local/clock`).
 */
export type Clock = {
  /** The moved time, in ms since 1970 UTC. */
  readonly now: () => number;
  /** How far the clock is ahead of the real one, in ms; 0 until it is moved. */
  readonly offset: () => number;
  /** The offset in ms as one shared float64, so that worker threads see a move at once. */
  readonly shared: SharedArrayBuffer;
  /** Runs `task` when the moved time reaches `dueAt` (ms since 1970 UTC). Returns a function that cancels it. */
  readonly schedule: (dueAt: number, task: () => void | Promise<void>) => () => void;
  /** Moves the clock forward by `ms` and runs the tasks that fall due on the way, in the order of their due times. */
  readonly advance: (ms: number) => Promise<void>;
  /** Returns to the real time. Tasks that were scheduled meanwhile keep their due times, which may now be far ahead. */
  readonly reset: () => void;
  /** Cancels every scheduled task, so that the process can end. */
  readonly stop: () => void;
};

type Timer = { readonly dueAt: number; readonly task: () => void | Promise<void> };

const longestTimeout = 2 ** 31 - 1;

/** A clock at the real time, or at `startsAt`, with nothing scheduled. */
export function createClock(startsAt?: Date): Clock {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(shared);
  if (startsAt) offset[0] = startsAt.getTime() - Date.now();
  const timers = new Set<Timer>();
  let wake: NodeJS.Timeout | undefined;

  const now = () => Date.now() + (offset[0] ?? 0);
  const earliest = () => [...timers].reduce<Timer | undefined>((a, b) => (a && a.dueAt <= b.dueAt ? a : b), undefined);

  async function runDue() {
    for (let timer = earliest(); timer && timer.dueAt <= now(); timer = earliest()) {
      timers.delete(timer);
      try {
        await timer.task();
      } catch (error) {
        // A task's failure must neither stop the others nor end the process.
        console.error('a scheduled task failed:', error);
      }
    }
    rearm();
  }

  function rearm() {
    clearTimeout(wake);
    const next = earliest();
    if (!next) return;
    wake = setTimeout(runDue, Math.min(Math.max(next.dueAt - now(), 0), longestTimeout));
    wake.unref();
  }

  return {
    now,
    offset: () => offset[0] ?? 0,
    shared,
    schedule(dueAt, task) {
      const timer = { dueAt, task };
      timers.add(timer);
      rearm();
      return () => {
        timers.delete(timer);
      };
    },
    async advance(ms) {
      // Whole ms, like real clocks: otherwise events would carry times that no service sends.
      offset[0] = (offset[0] ?? 0) + Math.ceil(ms);
      await runDue();
    },
    reset() {
      offset[0] = 0;
      rearm();
    },
    stop() {
      clearTimeout(wake);
      timers.clear();
    },
  };
}
