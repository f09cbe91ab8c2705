import { type DeclaredMetric, metricDimension, metricNamespace, metrics } from './metrics.ts';

/** A line of the log before it is written. */
export type Line = Readonly<Record<string, unknown>> & { readonly level: string; readonly message: string };

const declared: readonly (readonly [string, DeclaredMetric])[] = Object.entries(metrics);

/** What the line adds to a metric; undefined if nothing. */
function valueIn(
  line: Line,
  { level, message, operation, outcome, reason, code, field }: DeclaredMetric,
): number | undefined {
  if (level !== undefined && line.level !== level) return undefined;
  if (typeof message === 'string' ? line.message !== message : message?.test(line.message) === false) return undefined;
  if (operation !== undefined && line.operation !== operation) return undefined;
  if (reason && !(typeof line.reason === 'string' && reason.test(line.reason))) return undefined;
  if (code && !(typeof line.code === 'string' && code.test(line.code))) return undefined;
  if (field !== undefined) {
    const value = line[field];
    return typeof value === 'number' ? value : undefined;
  }
  if (outcome === undefined) return 1;
  const parts = typeof line.outcome === 'string' ? line.outcome.split(',') : [];
  return parts.filter((part) => outcome.test(part)).length || undefined;
}

/**
 * The fields that add metrics to a log line, in CloudWatch's embedded metric format; none if the line has no metrics.
 * `functionName`: the function that writes; `at`: ms since 1970 UTC.
 */
export function embeddedMetrics(line: Line, functionName: string, at: number): object {
  const values = declared.flatMap(([name, metric]) => {
    const value = valueIn(line, metric);
    return value === undefined ? [] : [{ name, value, unit: metric.unit }];
  });
  if (values.length === 0) return {};
  return {
    [metricDimension]: functionName,
    ...Object.fromEntries(values.map(({ name, value }) => [name, value])),
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [[metricDimension]],
          Metrics: values.map(({ name, unit }) => ({ Name: name, Unit: unit })),
        },
      ],
    },
  };
}
