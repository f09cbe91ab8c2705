import type { Clock } from '../clock.ts';
import { InvocationError } from '../lambda/invocation-error.ts';
import type { LambdaFunction } from '../lambda/lambda-function.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from './metrics.ts';

type Needs = {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly limits: Pick<Limits, 'current'>;
  /** Whether a fault keeps AWS from starting the function now. */
  readonly isThrottled: (functionName: string) => boolean;
};

/**
 * Measures every function's invocations as Lambda does, and throttles them if a fault or the account's concurrency requires it.
 */
export function measureFunctions({ clock, metrics, limits, isThrottled }: Needs) {
  let runningInAll = 0;
  let runningUnreserved = 0;
  let reserved = 0;
  /** Whether the unreserved part of the account's concurrency is used up. */
  const isFull = () =>
    runningUnreserved >= (limits.current().lambda?.concurrency ?? Number.POSITIVE_INFINITY) - reserved;

  /** The function with its invocations measured. Throws InvocationError `throttled`, besides what the function throws. */
  return (lambda: LambdaFunction): LambdaFunction => {
    const { name, timeoutMs, reservedConcurrency } = lambda.config;
    reserved += reservedConcurrency ?? 0;
    let running = 0;
    const mayStart = () => (reservedConcurrency === undefined ? !isFull() : running < reservedConcurrency);
    const measure = (values: Readonly<Record<string, number>>, dimensions: Readonly<Record<string, string>>) => {
      const at = clock.now();
      const entries = Object.entries(values);
      metrics.add(...entries.map(([metric, value]) => ({ namespace: 'AWS/Lambda', metric, dimensions, at, value })));
    };
    const ofThis = { FunctionName: name };
    return {
      ...lambda,
      async invoke(event) {
        if (isThrottled(name) || !mayStart()) {
          for (const dimensions of [ofThis, {}]) measure({ Throttles: 1 }, dimensions);
          throw new InvocationError('throttled', 'TooManyRequestsException', 'Rate Exceeded.');
        }
        runningInAll += 1;
        running += 1;
        if (reservedConcurrency === undefined) runningUnreserved += 1;
        measure({ ConcurrentExecutions: runningInAll }, {});
        const startedAt = performance.now();
        const ended = (failure?: InvocationError['failure']) => {
          runningInAll -= 1;
          running -= 1;
          if (reservedConcurrency === undefined) runningUnreserved -= 1;
          // A timeout counts as the whole time, whatever the timer says.
          const Duration = failure === 'timeout' ? timeoutMs : performance.now() - startedAt;
          measure({ Invocations: 1, Errors: failure === undefined ? 0 : 1, Duration }, ofThis);
        };
        try {
          const answer = await lambda.invoke(event);
          ended();
          return answer;
        } catch (error) {
          ended(error instanceof InvocationError ? error.failure : 'crash');
          throw error;
        }
      },
    };
  };
}
