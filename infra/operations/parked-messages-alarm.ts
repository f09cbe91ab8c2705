import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export type ParkedMessagesAlarmProps = {
  readonly operation: string;
  readonly queue: IQueue;
  readonly errorImpact: string;
};

/** Wakes an operator when a message was given up ten times and waits in the dead-letter queue. */
export class ParkedMessagesAlarm extends Construct {
  constructor(scope: Construct, id: string, { operation, queue, errorImpact }: ParkedMessagesAlarmProps) {
    super(scope, id);
    queue
      .metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' })
      .createAlarm(this, 'parked', {
        alarmDescription: `${errorImpact} Messages wait to be replayed. What to do: docs/runbook.md#${operation}-parked`,
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
  }
}
