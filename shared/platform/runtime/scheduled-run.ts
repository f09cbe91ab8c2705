import { describeError, type LogFields, log } from './log.ts';

/**
 * The Lambda handler of a scheduled run: one log line for each run, with its counts. It logs a failure and throws it again, so
 * that Lambda repeats the run.
 */
export const scheduledRun = (operation: string, work: () => Promise<LogFields>) => async (): Promise<void> => {
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
