import * as v from 'valibot';
import { readResources } from '#infra/ledger/synthesized-ledger.ts';
import { type Severity, severityOf } from '#infra/operations/alarm-topic.ts';
import type { Synthesized } from '#infra/synthesize.ts';

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
};

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
    parts: single.filter(({ AlarmActions }) => severityOf(AlarmActions) === undefined).length,
  };
}
