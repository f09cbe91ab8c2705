import * as v from 'valibot';
import { describeError, type LogFields, log, logAs } from './log.ts';

/**
 * The Lambda handler of a scheduled run. Logs one line for each run, with its counts. Logs a failure and throws it again, so that
 * Lambda repeats the run.
 */
export const scheduledRun = (operation: string, work: () => Promise<LogFields>) => {
  logAs(operation);
  return async (): Promise<void> => {
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    try {
      const counts = await work();
      log.info('run', { operation, outcome: 'ok', ...counts, durationMs: durationMs() });
    } catch (error) {
      log.error('run', { operation, outcome: 'failed', durationMs: durationMs(), ...describeError(error) });
      throw error;
    }
  };
};

/** EventBridge's event to a scheduled function. */
const scheduledEvent = v.object({ source: v.literal('aws.events') });

/** The Lambda handler of a function that has a schedule and other events: `run` handles the schedule, `work` everything else. */
export const byTheClock =
  <Event, Answer>(run: () => Promise<void>, work: (event: Event) => Promise<Answer>) =>
  async (event: Event): Promise<Answer | undefined> => {
    if (!v.is(scheduledEvent, event)) return work(event);
    await run();
    return undefined;
  };
