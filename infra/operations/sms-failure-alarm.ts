import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/**
 * Wakes an operator when SMS do not arrive: at least three given up within a quarter of an hour, and at least as many as
 * arrived, so that one switched-off phone wakes nobody. What the service itself refuses is an error of the function that sent it.
 */
export class SmsFailureAlarm extends Construct {
  constructor(scope: Construct, id: string, { logGroup }: { readonly logGroup: ILogGroup }) {
    super(scope, id);
    const period = Duration.minutes(15);
    const count = (name: string, ...outcomes: readonly string[]) =>
      new MetricFilter(this, name, {
        logGroup,
        filterPattern: FilterPattern.any(
          ...outcomes.map((outcome) => FilterPattern.stringValue('$.outcome', '=', outcome)),
        ),
        metricNamespace: 'CustomerPortal',
        metricName: `sms-${name}`,
        metricValue: '1',
      }).metric({ period, statistic: 'Sum' });
    const undelivered = count('undelivered', 'undelivered');
    const arrived = count('arrived', 'taken-by-carrier');
    new MathExpression({
      expression: 'IF(FILL(undelivered, 0) >= 3 AND FILL(undelivered, 0) >= FILL(arrived, 0), 1, 0)',
      usingMetrics: { undelivered, arrived },
      period,
      label: 'SMS do not arrive',
    }).createAlarm(this, 'failures', {
      alarmDescription:
        'New customers and callers of the helpdesk do not get their password by SMS. What to do: docs/runbook.md#sms-failures',
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
