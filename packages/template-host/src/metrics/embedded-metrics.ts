import * as v from 'valibot';
import type { Datapoint } from './metrics.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(250));

/** CloudWatch's embedded metric format ("Specification: Embedded metric format" in its user guide). */
const lineSchema = v.looseObject({
  _aws: v.object({
    Timestamp: v.pipe(v.number(), v.integer()),
    CloudWatchMetrics: v.array(
      v.object({
        Namespace: name,
        Dimensions: v.pipe(v.array(v.pipe(v.array(name), v.maxLength(30))), v.minLength(1)),
        Metrics: v.pipe(
          v.array(
            v.object({ Name: name, Unit: v.optional(v.picklist(['Count', 'Seconds', 'Milliseconds', 'Percent'])) }),
          ),
          v.maxLength(100),
        ),
      }),
    ),
  }),
});

/**
 * The measurements in a log line; none if it is not in the embedded metric format.
 *
 * @throws Error for a line that claims the format but violates it: CloudWatch would silently drop it
 */
export function readEmbeddedMetrics(line: string): Datapoint[] {
  if (!line.startsWith('{') || !line.includes('"_aws"')) return [];
  const parsed = v.parse(lineSchema, JSON.parse(line));
  const root: Readonly<Record<string, unknown>> = parsed;
  const { Timestamp: at, CloudWatchMetrics: directives } = parsed._aws;
  return directives.flatMap(({ Namespace: namespace, Dimensions: sets, Metrics: metrics }) =>
    sets.flatMap((set) => {
      const dimensions = Object.fromEntries(set.map((key) => [key, v.parse(v.string(), root[key])]));
      return metrics.map(({ Name: metric }) => ({
        namespace,
        metric,
        dimensions,
        at,
        value: v.parse(v.number(), root[metric]),
      }));
    }),
  );
}
