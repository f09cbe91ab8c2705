import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { portalNameOf } from '../portal-part.ts';
import { AlarmTopic } from './alarm-topic.ts';

export type PortalAlarmProps = {
  /** Its name, and its heading in docs/runbook.md. */
  readonly heading: string;
  /** What customers suffer; the alarm's text (R12.3). */
  readonly errorImpact: string;
  readonly metric: IMetric;
  /** It goes off when the metric reaches this. */
  readonly threshold: number;
  /** How many of the metric's periods in a row; one where left out. */
  readonly periods?: number;
  /** It goes off when the metric stays below the threshold. */
  readonly below?: boolean;
  /** What no data means; all is well where left out. */
  readonly noData?: 'well' | 'wrong' | 'as-before';
};

const missing = {
  well: TreatMissingData.NOT_BREACHING,
  wrong: TreatMissingData.BREACHING,
  'as-before': TreatMissingData.IGNORE,
} as const;

/** Wakes an operator by the portal's alarm topic. Its text says what customers suffer and where the runbook goes on. */
export class PortalAlarm extends Construct {
  constructor(scope: Construct, id: string, props: PortalAlarmProps) {
    super(scope, id);
    const { heading, errorImpact, metric, threshold, periods = 1, below = false, noData = 'well' } = props;
    const alarm = new Alarm(this, 'alarm', {
      alarmName: `${portalNameOf(this)}-${heading}`,
      alarmDescription: `${errorImpact} What to do: docs/runbook.md#${heading}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing[noData],
    });
    const toTopic = new SnsAction(AlarmTopic.of(this).topic);
    alarm.addAlarmAction(toTopic);
    // Whoever was woken sees that it is over.
    alarm.addOkAction(toTopic);
  }
}
