import type { Clock } from '../clock.ts';
import { nextRun } from './schedule-expression.ts';

/**
 * Runs `task` whenever the expression comes due by the moved time; returns what ends it. A schedule that comes due
 * several times within one move of the clock fires once, at the arrival: nobody could have worked in between.
 * @throws Error for an expression it cannot read.
 */
export function repeatOnSchedule(
  clock: Clock,
  { expression, zone }: { readonly expression: string; readonly zone?: string | undefined },
  task: (dueAt: number) => Promise<void>,
): () => void {
  let cancel = () => {};
  const arm = (after: number) => {
    const dueAt = nextRun(expression, after, zone);
    if (dueAt === undefined) return;
    cancel = clock.schedule(dueAt, () => {
      arm(Math.max(dueAt, clock.now()));
      return task(dueAt);
    });
  };
  arm(clock.now());
  return () => cancel();
}
