import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { portalNameOf } from '../portal-part.ts';
import { alarmText, type Places } from './alarm-text.ts';
import { AlarmTopic, type Severity } from './alarm-topic.ts';

export type PortalAlarmProps = Places & {
  /** Its name, and its heading in docs/runbook.md. */
  readonly heading: string;
  /** `part`: it reaches nobody by itself, only as a part of a page (portal-pages.ts). */
  readonly severity: Severity | 'part';
  /** What customers suffer; the alarm's text (R12.3). */
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

/** An alarm of the portal. Its text says what customers suffer and where the runbook and the dashboard go on. */
export class PortalAlarm extends Construct {
  readonly alarm: Alarm;
  readonly heading: string;
  readonly severity: Severity | 'part';
  readonly places: Places;

  constructor(scope: Construct, id: string, props: PortalAlarmProps) {
    super(scope, id);
    const { heading, severity, errorImpact, metric, threshold, periods = 1, inAtLeast, below = false } = props;
    const places = { logs: props.logs ?? [], queues: props.queues ?? [] };
    this.heading = heading;
    this.severity = severity;
    this.places = places;
    this.alarm = new Alarm(this, 'alarm', {
      alarmName: `${portalNameOf(this)}-${heading}`,
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
