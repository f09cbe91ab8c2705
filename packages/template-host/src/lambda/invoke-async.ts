import type { Clock } from '../clock.ts';
import type { Json } from '../template/json.ts';
import { InvocationError } from './invocation-error.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { FunctionLog } from './log.ts';

const retryDelaysMs = [60_000, 120_000];
const longestThrottleDelayMs = 300_000;
const longestAgeMs = 6 * 3_600_000;

/**
 * An asynchronous invocation (schedules, SNS). A failed one is retried after one minute and after two more, by the moved time,
 * then dropped with a line in the log, as Lambda does without a failure destination. A throttled one is no failure: it is retried
 * after 1 s, 2 s … 5 minutes, for six hours (Lambda guide, "How Lambda handles errors and retries with asynchronous invocation").
 */
export async function invokeAsync(target: LambdaFunction, event: Json, clock: Clock, log: FunctionLog): Promise<void> {
  const since = clock.now();
  let failures = 0;
  let throttled = 0;
  const drop = (why: string) => log.write(target.config.name, `asynchronous event dropped ${why}`, true);
  const again = (delayMs: number) => clock.schedule(clock.now() + delayMs, attempt);

  async function attempt(): Promise<void> {
    try {
      await target.invoke(event);
    } catch (error) {
      if (error instanceof InvocationError && error.failure === 'throttled') {
        const delay = Math.min(1000 * 2 ** throttled++, longestThrottleDelayMs);
        if (clock.now() + delay - since > longestAgeMs) drop('after six hours of throttling');
        else again(delay);
        return;
      }
      const delay = retryDelaysMs[failures++];
      if (delay === undefined) drop('after three attempts');
      else again(delay);
    }
  }
  await attempt();
}
