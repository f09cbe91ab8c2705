import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { itemSize } from './item-size.ts';
import { indexKey } from './item-store.ts';
import { projectTo } from './item-view.ts';
import { type Item, indexesOf, type SecondaryIndex, type TableShape } from './table-shape.ts';

/** What one write changes in one item. If both are the same item, it is a check that writes nothing and costs as much. */
export type Change = {
  readonly table: TableShape;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
};

export type WriteUnits = {
  /**
   * Takes the units of these changes, all or none. Returns the changes whose table or index has too few left; then nothing is
   * taken.
   *
   * @param factor how many units a transaction takes for one
   */
  readonly take: (changes: readonly Change[], factor: 1 | 2) => ReadonlySet<Change>;
};

const second = 1000;
const unit = 1024;

const unitsFor = (item: Item | undefined) => Math.max(1, Math.ceil((item ? itemSize(item) : 0) / unit));

/** The units of one index ("Using Global Secondary Indexes in DynamoDB", write capacity units): a moved item is two writes. */
function indexUnits({ table, before, after }: Change, index: SecondaryIndex): number {
  const keys = [...table.KeySchema, ...index.KeySchema].map(({ AttributeName }) => AttributeName);
  const project = projectTo(index, keys);
  const placed = (item: Item | undefined) => {
    const key = item && indexKey(item, table, index);
    return item && key !== undefined ? { key, item: project(item) } : undefined;
  };
  const [old, now] = [placed(before), placed(after)];
  if (old && now && old.key === now.key)
    return isDeepStrictEqual(old.item, now.item) ? 0 : Math.max(unitsFor(old.item), unitsFor(now.item));
  return (old ? unitsFor(old.item) : 0) + (now ? unitsFor(now.item) : 0);
}

/**
 * The units that a change takes, by the name of its table or of `table/index`: 1 for each KB of the larger item. A transaction
 * takes twice that, but not in indexes, as AWS's own answers show (github.com/nubo-db/dynoxide/pull/188). A local index shares
 * the table's units.
 */
export function unitsOf(change: Change, factor: 1 | 2): ReadonlyMap<string, number> {
  const { table, before, after } = change;
  const units = new Map([[table.TableName, factor * Math.max(unitsFor(before), unitsFor(after))]]);
  const isGlobal = (index: SecondaryIndex) => table.GlobalSecondaryIndexes?.includes(index) === true;
  for (const index of indexesOf(table)) {
    const name = isGlobal(index) ? `${table.TableName}/${index.IndexName}` : table.TableName;
    const taken = indexUnits(change, index);
    if (taken > 0) units.set(name, (units.get(name) ?? 0) + taken);
  }
  return units;
}

/**
 * The write units a second of a table, which `limits` sets or the template provisions: a bucket that fills as the clock runs and
 * holds one second's units. Each global index has a bucket of the same size, because a new on-demand index begins like a new table
 * ("Understanding DynamoDB warm throughput"), and an index that is short throttles the table's writes. A call that is larger than
 * the bucket passes when it is full, and empties it below zero. Partitions, bursts and growth are not played.
 */
export function createWriteUnits(clock: Pick<Clock, 'now'>, limits: Pick<Limits, 'current'>): WriteUnits {
  const buckets = new Map<string, { left: number; at: number }>();

  function bucketOf(name: string, perSecond: number) {
    const now = clock.now();
    const bucket = buckets.get(name) ?? { left: perSecond, at: now };
    // The clock may have been moved back.
    const passed = Math.max(0, now - bucket.at);
    bucket.left = Math.min(perSecond, bucket.left + (passed * perSecond) / second);
    bucket.at = now;
    buckets.set(name, bucket);
    return bucket;
  }

  const unitsAllowed = ({ TableName, BillingMode, ProvisionedThroughput }: TableShape) =>
    limits.current().dynamodb?.[TableName]?.writeUnits ??
    (BillingMode === 'PAY_PER_REQUEST' ? undefined : ProvisionedThroughput?.WriteCapacityUnits);

  return {
    take(changes, factor) {
      if (changes.every(({ table }) => unitsAllowed(table) === undefined)) return new Set();
      const perChange = changes.map((change) => ({ change, units: unitsOf(change, factor) }));
      const sums = new Map<string, { sum: number; perSecond: number }>();
      for (const { change, units } of perChange) {
        const perSecond = unitsAllowed(change.table);
        if (perSecond === undefined) continue;
        for (const [name, taken] of units) sums.set(name, { sum: (sums.get(name)?.sum ?? 0) + taken, perSecond });
      }
      const due = [...sums].map(([name, { sum, perSecond }]) => {
        const bucket = bucketOf(name, perSecond);
        return { name, sum, bucket, isShort: bucket.left < Math.min(sum, perSecond) };
      });
      const short = due.filter(({ isShort }) => isShort).map(({ name }) => name);
      if (short.length === 0) for (const { bucket, sum } of due) bucket.left -= sum;
      return new Set(
        perChange.filter(({ units }) => short.some((name) => units.has(name))).map(({ change }) => change),
      );
    },
  };
}
