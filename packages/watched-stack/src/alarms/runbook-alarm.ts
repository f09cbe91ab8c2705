import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { systemOf } from '../watched-stack.ts';
import { alarmText, type Places } from './alarm-text.ts';
import { AlarmTopic } from './alarm-topic.ts';
import type { Urgency } from './severity.ts';

export type RunbookAlarmProps = Places & {
  /** Its name, and its heading in the runbook. */
  readonly heading: string;
  readonly severity: Urgency;
  /** What people suffer; the alarm's text begins with it. */
  readonly errorImpact: string;
  readonly metric: IMetric;
  /** It goes off when the metric reaches this. */
  readonly threshold: number;
  /** How many of the metric's periods it looks at, and in how many of them the threshold must be reached; one and all where left out. */
  readonly periods?: number;
  readonly inAtLeast?: number;
  /** It goes off when the metric stays below the threshold. */
  readonly below?: boolean;
  /**
   * What no data means; all is well where left out. `end-rings`: the end of data is what it rings for; that there has never been
   * any is not, so that a new stage is quiet.
   */
  readonly noData?: 'well' | 'wrong' | 'as-before' | 'end-rings';
};

const missing = {
  well: TreatMissingData.NOT_BREACHING,
  wrong: TreatMissingData.BREACHING,
  'as-before': TreatMissingData.IGNORE,
  'end-rings': TreatMissingData.MISSING,
} as const;

/** An alarm with a heading in the runbook. Its text says what people suffer, and where the runbook and the dashboard go on. */
export class RunbookAlarm extends Construct {
  readonly alarm: Alarm;
  readonly heading: string;
  readonly severity: Urgency;
  readonly places: Places;

  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    super(scope, id);
    const { heading, severity, errorImpact, metric, threshold, periods = 1, inAtLeast, below = false } = props;
    const places = { logs: props.logs ?? [], queues: props.queues ?? [] };
    this.heading = heading;
    this.severity = severity;
    this.places = places;
    this.alarm = new Alarm(this, 'alarm', {
      alarmName: `${systemOf(this).name}-${heading}`,
      alarmDescription: alarmText(this, heading, errorImpact, places),
      metric,
      threshold,
      evaluationPeriods: periods,
      ...(inAtLeast === undefined ? {} : { datapointsToAlarm: inAtLeast }),
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing[props.noData ?? 'well'],
    });
    if (severity === 'part') return;
    const action = new SnsAction(AlarmTopic.of(this, severity).topic);
    this.alarm.addAlarmAction(action);
    if (props.noData === 'end-rings') this.alarm.addInsufficientDataAction(action);
    // Whoever was woken sees that it is over.
    this.alarm.addOkAction(action);
  }
}
