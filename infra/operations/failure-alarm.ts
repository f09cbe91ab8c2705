import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type FailureAlarmProps = {
  readonly operation: string;
  readonly lambda: IFunction;
  readonly logGroup: ILogGroup;
  readonly errorImpact: string;
};

/**
 * Wakes an operator when a function fails: crashes, time-outs and failed starts (Lambda's own count), and unforeseen
 * errors that were answered as a 500 or sent back to the queue (error lines of the log). The text says what customers
 * suffer and where to look (R12.3).
 */
export class FailureAlarm extends Construct {
  constructor(scope: Construct, id: string, { operation, lambda, logGroup, errorImpact }: FailureAlarmProps) {
    super(scope, id);
    const period = Duration.minutes(5);
    const logged = new MetricFilter(this, 'logged', {
      logGroup,
      filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
      metricNamespace: 'CustomerPortal',
      metricName: `${operation}-errors`,
      metricValue: '1',
    }).metric({ period, statistic: 'Sum' });
    const failures = new MathExpression({
      expression: 'FILL(crashes, 0) + FILL(logged, 0)',
      usingMetrics: { crashes: lambda.metricErrors({ period, statistic: 'Sum' }), logged },
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
