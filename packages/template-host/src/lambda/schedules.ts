import type { Clock } from '../clock.ts';

/**
 * Runs `task` whenever the expression falls due by the moved time. Returns a function that ends it. A schedule that falls due
 * several times within one move of the clock fires once, at the end of the move, because nothing could have run in between.
 *
 * @throws Error for an expression that it cannot read
 */
export function repeatOnSchedule(clock: Clock, expression: string, task: (dueAt: number) => Promise<void>): () => void {
  const intervalMs = scheduleMs(expression);
  let cancel = () => {};
  const arm = (after: number) => {
    const dueAt = after + intervalMs;
    cancel = clock.schedule(dueAt, () => {
      arm(Math.max(dueAt, clock.now()));
      return task(dueAt);
    });
  };
  arm(clock.now());
  return () => cancel();
}

const minuteMs = 60_000;

/**
 * How often a schedule fires.
 * @param expression `rate(5 minutes)`, as EventBridge writes it. cron() and at() are not played.
 * @returns ms between two runs
 * @throws Error for an expression it cannot read.
 */
export function scheduleMs(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? [];
  const unitMs = { minute: minuteMs, hour: 60 * minuteMs, day: 24 * 60 * minuteMs }[unit];
  if (!unitMs || Number(count) < 1)
    throw new Error(`cannot read the schedule ${expression}: only rate() is played on this machine`);
  return Number(count) * unitMs;
}
