import type { Clock } from '../clock.ts';
import { scheduleMs } from './schedule-expression.ts';

/**
 * Runs `task` whenever the expression comes due by the moved time; returns what ends it. A schedule that comes due
 * several times within one move of the clock fires once, at the arrival: nobody could have worked in between.
 * @throws Error for an expression it cannot read.
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
