import { describe, expect, it } from 'vitest';
import { type AlarmPlan, standingAlarm } from '#host/metrics/alarms.ts';
import { readEmbeddedMetrics } from '#host/metrics/embedded-metrics.ts';
import { evaluateExpression } from '#host/metrics/expression.ts';
import { createMetrics } from '#host/metrics/metrics.ts';

describe('metric math', () => {
  it.each([
    ['a + b * 2', 7],
    ['(a + b) * 2', 10],
    ['IF(a >= 3 AND b >= FILL(c, 0), 1, 0)', 1],
    ['IF(a > 3 OR b == 9, 1, 0)', 0],
    ['FILL(c, 4) - a', 1],
    ['c + a', undefined],
    ['IF(c > 1, 1, 0)', undefined],
  ])('%s is %s', (expression, value) => {
    expect(evaluateExpression(expression, { a: 3, b: 2, c: undefined })).toBe(value);
  });

  it.each(['a +', 'a b', 'RATE(a)', 'nobody + a', 'a ; b'])('refuses %s, which it cannot play', (expression) => {
    expect(() => evaluateExpression(expression, { a: 3, b: 2 })).toThrow();
  });
});

describe('the embedded metric format', () => {
  it('refuses a line that CloudWatch would silently drop', () => {
    const line = (changes: object) =>
      JSON.stringify({
        FunctionName: 'f',
        Failures: 1,
        _aws: {
          Timestamp: 1,
          CloudWatchMetrics: [
            { Namespace: 'N', Dimensions: [['FunctionName']], Metrics: [{ Name: 'Failures', Unit: 'Count' }] },
          ],
        },
        ...changes,
      });
    expect(readEmbeddedMetrics(line({}))).toHaveLength(1);
    for (const wrong of [{ FunctionName: undefined }, { Failures: 'one' }, { _aws: { CloudWatchMetrics: [] } }])
      expect(() => readEmbeddedMetrics(line(wrong))).toThrow();
  });
});

describe('an alarm', () => {
  const minute = 60_000;
  const now = 100 * minute;
  const plan: AlarmPlan = {
    name: 'slow',
    description: '',
    watches: [{ id: 'm', namespace: 'N', metric: 'M', dimensions: { of: 'x' }, statistic: 'Maximum' }],
    periodMs: 5 * minute,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 10,
    missing: 'notBreaching',
    unknownActions: [],
    actions: [],
  };
  const stateOf = (
    changes: Partial<AlarmPlan>,
    ...points: readonly (readonly [minutesAgo: number, value: number])[]
  ) => {
    const metrics = createMetrics();
    for (const [ago, value] of points)
      metrics.add({ namespace: 'N', metric: 'M', dimensions: { of: 'x' }, at: now - ago * minute, value });
    return standingAlarm({ ...plan, ...changes }, metrics, now).state;
  };

  it('goes off when every period breaches, not when one of them does', () => {
    expect(stateOf({}, [1, 10], [6, 99], [11, 10])).toBe('ALARM');
    expect(stateOf({}, [1, 10], [6, 9], [11, 10])).toBe('OK');
    expect(stateOf({}, [1, 10], [11, 10])).toBe('OK');
    expect(stateOf({ missing: 'breaching' }, [1, 10], [11, 10])).toBe('ALARM');
  });

  it('treats missing data as its template says', () => {
    expect(stateOf({})).toBe('OK');
    expect(stateOf({ missing: 'breaching' })).toBe('ALARM');
    expect(stateOf({ missing: 'ignore' })).toBe('INSUFFICIENT_DATA');
    const one = { missing: 'ignore', evaluationPeriods: 1, datapointsToAlarm: 1 } as const;
    expect(stateOf(one, [60, 10])).toBe('ALARM');
    expect(stateOf(one, [60, 10], [50, 9])).toBe('OK');
  });

  it('reads percentiles and sums over its period', () => {
    const hundred = Array.from({ length: 100 }, (_, value) => [1, value + 1] as const);
    const watching = (statistic: string) => plan.watches.map((watch) => ({ ...watch, statistic }));
    const one = { evaluationPeriods: 1, datapointsToAlarm: 1 };
    expect(stateOf({ ...one, watches: watching('p99'), threshold: 99 }, ...hundred)).toBe('ALARM');
    expect(stateOf({ ...one, watches: watching('p99'), threshold: 100 }, ...hundred)).toBe('OK');
    expect(stateOf({ ...one, watches: watching('Sum'), threshold: 5050 }, ...hundred)).toBe('ALARM');
  });

  it('knows a metric by exactly its dimensions', () => {
    const elsewhere = plan.watches.map((watch) => ({ ...watch, dimensions: {} }));
    const metrics = createMetrics();
    metrics.add({ namespace: 'N', metric: 'M', dimensions: { of: 'x' }, at: now, value: 99 });
    expect(standingAlarm({ ...plan, watches: elsewhere }, metrics, now).unmeasured).toEqual(['N M']);
    expect(standingAlarm(plan, metrics, now).unmeasured).toEqual([]);
  });
});
