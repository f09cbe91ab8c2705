import { evaluateExpression, type Values } from './expression.ts';
import type { Dimensions, Metrics } from './metrics.ts';

/** One metric that an alarm watches: its value in a period is `statistic` of the measurements in that period. */
export type WatchedMetric = {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** `Sum`, `Average`, `Maximum`, `Minimum`, `SampleCount` or a percentile, `p99`. */
  readonly statistic: string;
};

/** An alarm as the template declares it. */
export type AlarmPlan = {
  readonly name: string;
  readonly description: string;
  readonly watches: readonly WatchedMetric[];
  /** An expression of the watched metrics' ids; default: the only metric. */
  readonly expression?: string;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison:
    | 'GreaterThanOrEqualToThreshold'
    | 'GreaterThanThreshold'
    | 'LessThanThreshold'
    | 'LessThanOrEqualToThreshold';
  readonly threshold: number;
  readonly missing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  /** ARNs of the topics that it goes to, and those that it goes to when its data ends. */
  readonly actions: readonly string[];
  readonly unknownActions: readonly string[];
};

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm and its state; `unmeasured`: its metrics without any value. */
export type StandingAlarm = {
  readonly name: string;
  readonly state: AlarmState;
  readonly description: string;
  readonly watches: readonly WatchedMetric[];
  readonly unmeasured: readonly string[];
  /** ARNs of the topics that it goes to, and whether another alarm keeps it from going there. */
  readonly actions: readonly string[];
  readonly isSuppressed: boolean;
  /** The name of that other alarm, if there is one. */
  readonly suppressor?: string | undefined;
  /** ARNs of the topics that it goes to when it changes to INSUFFICIENT_DATA. */
  readonly unknownActions: readonly string[];
};

const comparisons: Readonly<Record<AlarmPlan['comparison'], (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The statistic of these values. Throws Error for one that is not played. */
export function statisticOf(statistic: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const percentile = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percentile !== undefined) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((Number(percentile) / 100) * sorted.length) - 1)];
  }
  switch (statistic) {
    case 'Sum':
      return sum(values);
    case 'Average':
      return sum(values) / values.length;
    case 'Maximum':
      return Math.max(...values);
    case 'Minimum':
      return Math.min(...values);
    case 'SampleCount':
      return values.length;
    default:
      throw new Error(`the statistic ${statistic} is not played on this machine`);
  }
}

/**
 * An alarm's state at `now` (ms since 1970 UTC), from the last periods that end then. With `ignore`, an alarm without data keeps the
 * state of its last data.
 */
export function standingAlarm(plan: AlarmPlan, metrics: Pick<Metrics, 'find'>, now: number): StandingAlarm {
  const watched = plan.watches.map((watch) => ({
    ...watch,
    points: metrics.find(watch.namespace, watch.metric, watch.dimensions)?.points,
  }));

  function valueAt(end: number, period: number): number | undefined {
    const until = end - period * plan.periodMs;
    const values: Values = Object.fromEntries(
      watched.map(({ id, points = [], statistic }) => {
        const within = points.filter(({ at }) => at > until - plan.periodMs && at <= until);
        return [
          id,
          statisticOf(
            statistic,
            within.map(({ value }) => value),
          ),
        ];
      }),
    );
    return plan.expression === undefined ? values[watched[0]?.id ?? ''] : evaluateExpression(plan.expression, values);
  }

  const valuesAt = (end: number) => Array.from({ length: plan.evaluationPeriods }, (_, period) => valueAt(end, period));
  const isWithout = (list: readonly (number | undefined)[]) => list.every((value) => value === undefined);
  const current = valuesAt(now);
  const lastAt = Math.max(...watched.flatMap(({ points = [] }) => points.slice(-1).map(({ at }) => at)));
  const isKept = plan.missing === 'ignore' && isWithout(current) && Number.isFinite(lastAt) && lastAt <= now;
  const values = isKept ? valuesAt(lastAt) : current;
  const isMissing = isWithout(values);
  const breaching = values.filter((value) =>
    value === undefined ? plan.missing === 'breaching' : comparisons[plan.comparison](value, plan.threshold),
  ).length;
  const isUnknown = isMissing && (plan.missing === 'ignore' || plan.missing === 'missing');
  const { name, description, watches, datapointsToAlarm, actions, unknownActions } = plan;
  return {
    name,
    state: isUnknown ? 'INSUFFICIENT_DATA' : breaching >= datapointsToAlarm ? 'ALARM' : 'OK',
    description,
    watches,
    actions,
    unknownActions,
    isSuppressed: false,
    unmeasured: watched
      .filter(({ points }) => points === undefined)
      .map(({ namespace, metric }) => `${namespace} ${metric}`),
  };
}
