import type { Clock } from '../clock.ts';
import type { Json } from '../template/json.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { FunctionLog } from './log.ts';

const retryDelaysMs = [60_000, 120_000];

/**
 * An asynchronous invocation (schedules, SNS): a failed one is repeated after one and after two more minutes of the
 * moved time, then dropped with a line in the log, as Lambda does without a failure destination.
 */
export async function invokeAsync(
  target: LambdaFunction,
  event: Json,
  clock: Clock,
  log: FunctionLog,
  attempt = 0,
): Promise<void> {
  try {
    await target.invoke(event);
  } catch {
    const delay = retryDelaysMs[attempt];
    if (delay === undefined) log.write(target.config.name, 'asynchronous event dropped after three attempts', true);
    else clock.schedule(clock.now() + delay, () => invokeAsync(target, event, clock, log, attempt + 1));
  }
}
