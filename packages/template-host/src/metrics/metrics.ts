export type Dimensions = Readonly<Record<string, string>>;

/** One measurement, as it would be sent to CloudWatch. */
export type Datapoint = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** ms since 1970 UTC, by the moved clock. */
  readonly at: number;
  readonly value: number;
};

/** A metric: all measurements under one name with the same dimensions. */
export type Series = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** In the order of arrival. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
};

/**
 * All measurements on this machine: those that functions write into their logs, and those that AWS's services make themselves.
 */
export type Metrics = {
  readonly add: (...points: readonly Datapoint[]) => void;
  /** Adds a source that is read before each look, because it only has current figures. */
  readonly ask: (source: () => readonly Datapoint[]) => void;
  readonly list: () => readonly Series[];
  /** The metric with exactly these dimensions; undefined if nothing was ever measured. */
  readonly find: (namespace: string, metric: string, dimensions: Dimensions) => Series | undefined;
};

const longestSeries = 5000;

const keyOf = (namespace: string, metric: string, dimensions: Dimensions) =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Begins without measurements; keeps the last few thousand of each metric. */
export function createMetrics(): Metrics {
  const series = new Map<string, Series & { points: { at: number; value: number }[] }>();
  const sources: (() => readonly Datapoint[])[] = [];
  const add = (...points: readonly Datapoint[]) => {
    for (const { namespace, metric, dimensions, at, value } of points) {
      const key = keyOf(namespace, metric, dimensions);
      const kept = series.get(key) ?? { namespace, metric, dimensions, points: [] };
      kept.points.push({ at, value });
      if (kept.points.length > longestSeries) kept.points.shift();
      series.set(key, kept);
    }
  };
  return {
    add,
    ask: (source) => {
      sources.push(source);
    },
    list() {
      for (const source of sources) add(...source());
      return [...series.values()];
    },
    find: (namespace, metric, dimensions) => series.get(keyOf(namespace, metric, dimensions)),
  };
}
