import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

const logsError = FilterPattern.stringValue('$.level', '=', 'error');

export type FailureAlarmProps = {
  readonly operation: string;
  readonly lambda: IFunction;
  readonly logGroup: ILogGroup;
  readonly errorImpact: string;
  /** A trigger of the pool refuses by throwing: then only what it logs as an error, and its time-outs, are failures. */
  readonly refusesByThrowing?: boolean;
};

/**
 * Wakes an operator when a function fails: crashes, time-outs and failed starts (Lambda's own count), and unforeseen
 * errors that were answered as a 500 or sent back to the queue (error lines of the log). The text says what customers
 * suffer and where to look (R12.3).
 */
export class FailureAlarm extends Construct {
  constructor(scope: Construct, id: string, props: FailureAlarmProps) {
    super(scope, id);
    const { operation, lambda, logGroup, errorImpact, refusesByThrowing = false } = props;
    const period = Duration.minutes(5);
    const logged = new MetricFilter(this, 'logged', {
      logGroup,
      filterPattern: refusesByThrowing
        ? FilterPattern.any(logsError, FilterPattern.stringValue('$.record.status', '=', 'timeout'))
        : logsError,
      metricNamespace: 'CustomerPortal',
      metricName: `${operation}-errors`,
      metricValue: '1',
    }).metric({ period, statistic: 'Sum' });
    const crashes = lambda.metricErrors({ period, statistic: 'Sum' });
    const failures = refusesByThrowing
      ? logged
      : new MathExpression({
          expression: 'FILL(crashes, 0) + FILL(logged, 0)',
          usingMetrics: { crashes, logged },
          period,
          label: `${operation} failures`,
        });
    failures.createAlarm(this, 'failures', {
      alarmDescription: `${errorImpact} What to do: docs/runbook.md#${operation}`,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
