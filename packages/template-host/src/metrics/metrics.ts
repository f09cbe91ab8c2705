export type Dimensions = Readonly<Record<string, string>>;

/** One measurement, as CloudWatch would have been sent it. */
export type Datapoint = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** ms since 1970 UTC, by the moved clock. */
  readonly at: number;
  readonly value: number;
};

/** A metric: all that was measured under one name, with the same dimensions. */
export type Series = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** In the order they came. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
};

/** What was measured on this machine: what functions write into their logs, and what AWS's services measure by themselves. */
export type Metrics = {
  readonly add: (...points: readonly Datapoint[]) => void;
  /** A source that knows its figures only when asked: it is asked before each look. */
  readonly ask: (source: () => readonly Datapoint[]) => void;
  readonly list: () => readonly Series[];
  /** The metric of exactly these dimensions; undefined where nothing was ever measured. */
  readonly find: (namespace: string, metric: string, dimensions: Dimensions) => Series | undefined;
};

const longestSeries = 5000;

const keyOf = (namespace: string, metric: string, dimensions: Dimensions) =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** No measurements yet; of each metric the last few thousand are kept. */
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
