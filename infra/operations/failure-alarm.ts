import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Severity } from './alarm-topic.ts';
import { ownMetric } from './own-metric.ts';
import { PortalAlarm } from './portal-alarm.ts';

/** Minutes, a multiple of five that is longer than the time between two retries. */
const lookBack = (retriesEvery: Duration) => Math.ceil((retriesEvery.toMinutes({ integral: false }) + 1) / 5) * 5;

export type FailureAlarmProps = {
  readonly operation: string;
  readonly lambda: IFunction;
  readonly timeout: Duration;
  readonly errorImpact: string;
  readonly severity: Severity | 'part';
  /**
   * The failure comes again with each retry of a queue: the alarm looks back so far that it stays on between two of them.
   */
  readonly retriesEvery?: Duration | undefined;
  /** A trigger of the pool refuses by throwing: then only what it logs as an error, and its time-outs, are failures. */
  readonly refusesByThrowing?: boolean | undefined;
};

/**
 * Wakes an operator when a function fails: crashes, time-outs and failed starts (Lambda's own count), and unforeseen
 * errors that were answered as a 500 or sent back to the queue (error lines of the log).
 */
export class FailureAlarm extends Construct {
  /** How often it failed. */
  readonly failures: MathExpression;

  constructor(scope: Construct, id: string, props: FailureAlarmProps) {
    super(scope, id);
    const { operation, lambda, timeout, errorImpact, severity, retriesEvery, refusesByThrowing = false } = props;
    const period = Duration.minutes(retriesEvery === undefined ? 5 : lookBack(retriesEvery));
    const logged = ownMetric(this, 'Failures', operation, { period });
    const usual = {
      expression: 'FILL(crashes, 0) + FILL(logged, 0)',
      usingMetrics: { crashes: lambda.metricErrors({ period, statistic: 'Sum' }), logged },
    };
    const byThrowing = {
      // One that cannot start writes no line and answers at once: sign-in hears of it from the pool.
      expression: `FILL(logged, 0) + FILL(unheard, 0) + IF(FILL(slowest, 0) >= ${timeout.toMilliseconds()}, 1, 0)`,
      usingMetrics: {
        slowest: lambda.metricDuration({ period, statistic: 'Maximum' }),
        unheard: ownMetric(this, 'TriggerFailures', 'sign-in', { period }),
        logged,
      },
    };
    this.failures = new MathExpression({ ...(refusesByThrowing ? byThrowing : usual), period, label: operation });
    new PortalAlarm(this, 'failures', {
      heading: operation,
      severity,
      errorImpact,
      metric: this.failures,
      threshold: 1,
    });
  }
}
