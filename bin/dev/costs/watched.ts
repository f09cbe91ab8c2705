import * as v from 'valibot';
import { type Severity, severityOf } from 'watched-stack/severity';
import type { Synthesized } from '#infra/synthesize.ts';
import { readResources } from '../ledger/synthesized-ledger.ts';

const queriesSchema = v.optional(v.array(v.object({ MetricStat: v.optional(v.unknown()) })));
const alarmSchema = v.object({
  Metrics: queriesSchema,
  AlarmActions: v.optional(v.array(v.unknown()), []),
});

/** What the alarms of all stacks are, and what CloudWatch bills for them. */
export type Watched = {
  /** Metrics that alarms look at: each is billed. */
  readonly metrics: number;
  /** Composite alarms: each is billed, too; one of them only keeps pages quiet. */
  readonly composites: number;
  /** Alarms by whom they reach: somebody at night, somebody in working hours, whoever reads notes, or nobody by themselves. */
  readonly pages: number;
  readonly tickets: number;
  readonly notes: number;
  readonly parts: number;
  /** How often schedules start functions in a month of thirty days. */
  readonly clockRuns: number;
};

const ruleSchema = v.object({ ScheduleExpression: v.optional(v.string(), '') });
const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };
const monthMinutes = 30 * 24 * 60;

/** Runs in a month by an expression as ByClock writes them, `rate(5 minutes)`; none by another. */
function runsOf(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return count === '' ? 0 : monthMinutes / (Number(count) * (minutesOf[unit] ?? monthMinutes));
}

/** Counts the alarms of synthesized stacks, in their default settings the number that docs/costs.md bills. */
export function watchedBy(stacks: Synthesized): Watched {
  const resources = Object.values(readResources(stacks)).flatMap((ofStack) => Object.values(ofStack));
  const ofType = (type: string) =>
    resources.flatMap(({ Type, Properties }) => (Type === type ? [v.parse(alarmSchema, Properties)] : []));
  const single = ofType('AWS::CloudWatch::Alarm');
  const composites = ofType('AWS::CloudWatch::CompositeAlarm');
  const reaching = (severity: Severity) =>
    [...single, ...composites].filter(({ AlarmActions }) => severityOf(AlarmActions) === severity).length;
  return {
    metrics: single.reduce(
      (sum, { Metrics: metrics }) => sum + (metrics?.filter(({ MetricStat: stat }) => stat !== undefined).length ?? 1),
      0,
    ),
    composites: composites.length,
    pages: reaching('page'),
    tickets: reaching('ticket'),
    notes: reaching('note'),
    clockRuns: resources
      .filter(({ Type }) => Type === 'AWS::Events::Rule')
      .reduce((sum, { Properties }) => sum + runsOf(v.parse(ruleSchema, Properties).ScheduleExpression), 0),
    parts: single.filter(({ AlarmActions }) => severityOf(AlarmActions) === undefined).length,
  };
}
