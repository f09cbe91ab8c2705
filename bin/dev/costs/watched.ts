import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Synthesized } from '#infra/synthesize.ts';

const queriesSchema = v.optional(v.array(v.object({ MetricStat: v.optional(v.unknown()) })));
const alarmSchema = v.object({
  Metrics: queriesSchema,
  AlarmActions: v.optional(v.array(v.unknown()), []),
});
const templateSchema = v.object({
  Resources: v.record(v.string(), v.object({ Type: v.string(), Properties: v.optional(v.unknown()) })),
});

/** What the alarms of all stacks are, and what CloudWatch bills for them. */
export type Watched = {
  /** Metrics that alarms look at: each is billed. */
  readonly metrics: number;
  /** Composite alarms: each is billed, too. */
  readonly composites: number;
  /** Alarms by whom they reach: somebody at night, somebody in working hours, or nobody by themselves. */
  readonly pages: number;
  readonly tickets: number;
  readonly parts: number;
};

/** Counts the alarms of synthesized stacks, in their default settings the number that docs/costs.md bills. */
export async function watchedBy({ templateDir, stackNames }: Synthesized): Promise<Watched> {
  const templates = await Promise.all(
    stackNames.map(async (name) =>
      v.parse(templateSchema, JSON.parse(await readFile(join(templateDir, `${name}.template.json`), 'utf8'))),
    ),
  );
  const resources = templates.flatMap(({ Resources }) => Object.values(Resources));
  const ofType = (type: string) =>
    resources.flatMap(({ Type, Properties }) => (Type === type ? [v.parse(alarmSchema, Properties)] : []));
  const single = ofType('AWS::CloudWatch::Alarm');
  const composites = ofType('AWS::CloudWatch::CompositeAlarm');
  const all = [...single, ...composites];
  // The topics of tickets and notes carry the severity in their logical ids (infra/operations/alarm-topic.ts).
  const reaching = (topic: RegExp) => all.filter(({ AlarmActions }) => topic.test(JSON.stringify(AlarmActions))).length;
  const tickets = reaching(/(ticket|note)topic/i);
  const heard = all.filter(({ AlarmActions }) => AlarmActions.length > 0).length;
  return {
    metrics: single.reduce(
      (sum, { Metrics: metrics }) => sum + (metrics?.filter(({ MetricStat: stat }) => stat !== undefined).length ?? 1),
      0,
    ),
    composites: composites.length,
    pages: heard - tickets,
    tickets,
    parts: all.length - heard,
  };
}
