import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ownMetric } from './own-metric.ts';
import { PortalAlarm } from './portal-alarm.ts';

export type FailureAlarmProps = {
  readonly operation: string;
  readonly lambda: IFunction;
  readonly timeout: Duration;
  readonly errorImpact: string;
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
    const { operation, lambda, timeout, errorImpact, refusesByThrowing = false } = props;
    const period = Duration.minutes(5);
    const logged = ownMetric(this, 'Failures', operation, { period });
    const usual = {
      expression: 'FILL(crashes, 0) + FILL(logged, 0)',
      usingMetrics: { crashes: lambda.metricErrors({ period, statistic: 'Sum' }), logged },
    };
    const byThrowing = {
      expression: `FILL(logged, 0) + IF(FILL(slowest, 0) >= ${timeout.toMilliseconds()}, 1, 0)`,
      usingMetrics: { slowest: lambda.metricDuration({ period, statistic: 'Maximum' }), logged },
    };
    this.failures = new MathExpression({ ...(refusesByThrowing ? byThrowing : usual), period, label: operation });
    new PortalAlarm(this, 'failures', { heading: operation, errorImpact, metric: this.failures, threshold: 1 });
  }
}
