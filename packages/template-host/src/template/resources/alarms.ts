import * as v from 'valibot';
import type { AlarmPlan, WatchedMetric } from '../../metrics/alarms.ts';
import type { CompositePlan } from '../../metrics/composite-alarms.ts';
import { TemplateError } from '../load-template.ts';
import { physicalName } from '../physical-name.ts';
import { readProperties } from '../read-properties.ts';
import type { PlayerSet } from './player-set.ts';

const dimensions = v.optional(v.array(v.object({ Name: v.string(), Value: v.string() })), []);
const queriesSchema = v.array(
  v.object({
    Id: v.string(),
    ReturnData: v.optional(v.boolean(), true),
    Expression: v.optional(v.string()),
    Period: v.optional(v.number()),
    MetricStat: v.optional(
      v.object({
        Metric: v.object({ Namespace: v.string(), MetricName: v.string(), Dimensions: dimensions }),
        Period: v.number(),
        Stat: v.string(),
      }),
    ),
  }),
);
const alarmSchema = v.object({
  AlarmName: v.optional(v.string()),
  AlarmDescription: v.optional(v.string(), ''),
  ComparisonOperator: v.picklist([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  EvaluationPeriods: v.number(),
  DatapointsToAlarm: v.optional(v.number()),
  Threshold: v.number(),
  TreatMissingData: v.optional(v.picklist(['breaching', 'notBreaching', 'ignore', 'missing']), 'missing'),
  Namespace: v.optional(v.string()),
  MetricName: v.optional(v.string()),
  Dimensions: dimensions,
  Statistic: v.optional(v.string()),
  ExtendedStatistic: v.optional(v.string()),
  Period: v.optional(v.number()),
  Metrics: v.optional(queriesSchema),
  ActionsEnabled: v.optional(v.boolean(), true),
  AlarmActions: v.optional(v.array(v.string()), []),
  InsufficientDataActions: v.optional(v.array(v.string()), []),
});
const compositeSchema = v.object({
  AlarmName: v.optional(v.string()),
  AlarmDescription: v.optional(v.string(), ''),
  AlarmRule: v.string(),
  ActionsEnabled: v.optional(v.boolean(), true),
  AlarmActions: v.optional(v.array(v.string()), []),
  ActionsSuppressor: v.optional(v.string()),
});
const alarmArn = (name: string) => `arn:aws:cloudwatch:::alarm:${name}`;
const nameOfArn = (text: string) => text.slice(text.lastIndexOf(':alarm:') + (text.includes(':alarm:') ? 7 : 0));
type Alarm = v.InferOutput<typeof alarmSchema>;

type Watching = Pick<AlarmPlan, 'watches' | 'expression' | 'periodMs'>;

const byName = (list: Alarm['Dimensions']) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));

function readQueries(queries: v.InferOutput<typeof queriesSchema>, at: string): Watching {
  const watches = queries.flatMap(({ Id: id, MetricStat }): WatchedMetric[] => {
    if (!MetricStat) return [];
    const { Namespace: namespace, MetricName: metric, Dimensions } = MetricStat.Metric;
    return [{ id, namespace, metric, dimensions: byName(Dimensions), statistic: MetricStat.Stat }];
  });
  const [returned, ...others] = queries.filter(({ ReturnData }) => ReturnData);
  const periods = new Set(queries.flatMap(({ MetricStat }) => MetricStat?.Period ?? []));
  const [period] = periods;
  if (!returned || others.length > 0) throw new TemplateError(at, 'an alarm returns exactly one of its metrics');
  if (period === undefined || periods.size > 1) throw new TemplateError(at, 'its metrics must have one period');
  return { watches, expression: returned.Expression ?? returned.Id, periodMs: period * 1000 };
}

function readOne(
  { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic }: Alarm,
  at: string,
): Watching {
  const statistic = Statistic ?? ExtendedStatistic;
  if (!Namespace || !MetricName || !Period || !statistic) throw new TemplateError(at, 'the alarm has no metric');
  return {
    watches: [{ id: 'm', namespace: Namespace, metric: MetricName, dimensions: byName(Dimensions), statistic }],
    periodMs: Period * 1000,
  };
}

/** CloudWatch alarms: their states can be read, but nobody is woken. */
export function playAlarms(stackName: string) {
  const plans: AlarmPlan[] = [];
  const composites: CompositePlan[] = [];
  const players: PlayerSet = {
    'AWS::CloudWatch::Alarm'(resource) {
      const alarm = readProperties(resource, alarmSchema);
      const name = alarm.AlarmName ?? physicalName(stackName, resource.logicalId, 255);
      plans.push({
        name,
        description: alarm.AlarmDescription,
        ...(alarm.Metrics ? readQueries(alarm.Metrics, resource.logicalId) : readOne(alarm, resource.logicalId)),
        evaluationPeriods: alarm.EvaluationPeriods,
        datapointsToAlarm: alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods,
        comparison: alarm.ComparisonOperator,
        threshold: alarm.Threshold,
        missing: alarm.TreatMissingData,
        actions: alarm.ActionsEnabled ? alarm.AlarmActions : [],
        unknownActions: alarm.ActionsEnabled ? alarm.InsufficientDataActions : [],
      });
      return { ref: name, attributes: { Arn: alarmArn(name) } };
    },
    'AWS::CloudWatch::CompositeAlarm'(resource) {
      const composite = readProperties(resource, compositeSchema);
      const name = composite.AlarmName ?? physicalName(stackName, resource.logicalId, 255);
      const { ActionsSuppressor: suppressor } = composite;
      composites.push({
        name,
        description: composite.AlarmDescription,
        rule: composite.AlarmRule,
        actions: composite.ActionsEnabled ? composite.AlarmActions : [],
        ...(suppressor === undefined ? {} : { suppressor: nameOfArn(suppressor) }),
      });
      return { ref: name, attributes: { Arn: alarmArn(name) } };
    },
  };
  return {
    players,
    plans: (): readonly AlarmPlan[] => plans,
    composites: (): readonly CompositePlan[] => composites,
  };
}
