import { Stream } from 'node:stream';
import db from 'dynalite/db/index.js';
import { itemSize, largestItem } from './item-size.ts';
import { type Entries, type ItemStore, indexKey, type Write } from './item-store.ts';
import type { KeyRange } from './ordered-keys.ts';
import { type Item, indexesOf, type SecondaryIndex } from './table-shape.ts';

type Done<T> = (error: unknown, result?: T) => void;

/** A page of a Query or Scan ends at 1 MB. */
const pageSize = 1024 * 1024;

/** dynalite locks an item while it reads and writes it. Here an action runs in one tick, so nothing comes between. */
const lock = (_key: string, run: (release: <T>(callback: T) => T) => void) => run((callback) => callback);

function getTable(store: ItemStore, name: string, done: Done<object>) {
  const table = store.table(name);
  if (table) return done(null, table);
  const __type = 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException';
  return done({ statusCode: 400, body: { __type, message: 'Requested resource not found' } });
}

/** dynalite calls getTable with and without the flag that requires an active table; ours are always active. */
const tableReader = (store: ItemStore) => (name: string, flag: boolean | Done<object>, done?: Done<object>) =>
  typeof flag === 'function' ? getTable(store, name, flag) : done && getTable(store, name, done);

/**
 * The store in the form that dynalite's GetItem, PutItem, UpdateItem, DeleteItem and batches expect. Nothing is written: the
 * action's writes are collected in `writes`, for the caller to commit alone or with others.
 *
 * @param tooLarge the message for an item above 400 KB, which differs between operations
 */
export function createItemView(store: ItemStore, tooLarge: string) {
  const writes: Write[] = [];
  const index = {
    put: (_key: string, _item: Item, done: Done<void>) => done(null),
    del: (_key: string, done: Done<void>) => done(null),
  };
  const view = {
    options: { maxItemSize: largestItem },
    getTable: tableReader(store),
    // Indexes are derived from the items, see item-store.ts.
    getIndexDb: () => index,
    getItemDb: (table: string) => ({
      lock,
      get: (key: string, done: Done<Item>) => done(null, store.get(table, key)),
      put(key: string, item: Item, done: Done<void>) {
        if (itemSize(item) > largestItem) return done(db.validationError(tooLarge));
        writes.push({ table, key, item });
        return done(null);
      },
      del(key: string, done: Done<void>) {
        writes.push({ table, key, item: undefined });
        done(null);
      },
    }),
  };
  return { view, writes };
}

/**
 * All items, emitted in the next tick as a stream that dynalite can listen to (it must be a Stream, otherwise dynalite listens
 * twice).
 */
function emitItems(items: readonly Item[]) {
  let stopped = false;
  const stream = Object.assign(new Stream(), {
    destroy() {
      stopped = true;
    },
  });
  process.nextTick(() => {
    try {
      for (const item of items) {
        if (stopped) return;
        stream.emit('data', item);
      }
      if (!stopped) stream.emit('end');
    } catch (error) {
      stream.emit('error', error);
    }
  });
  return stream;
}

/**
 * The store in the form that dynalite's Query and Scan expect. Everything that they may need is read in the tick of the call, so
 * a page shows one moment, never half a transaction.
 *
 * @param start the request's ExclusiveStartKey
 */
export function createPageView(store: ItemStore, start: Item | undefined) {
  const snapshot = new Map<string, Item>();

  function readPage(table: string, entries: Entries, limit: number, project: (item: Item) => Item) {
    const rangeKey = store.table(table)?.KeySchema[1]?.AttributeName;
    const page: Item[] = [];
    let size = 0;
    for (const { key, item } of entries) {
      snapshot.set(key, item);
      const entry = project(item);
      page.push(entry);
      size += db.itemSize(entry, true, true, rangeKey);
      if (size >= pageSize || page.length === limit) break;
    }
    return emitItems(page);
  }

  type Options = KeyRange & { readonly limit: number };

  return {
    options: { maxItemSize: largestItem },
    getTable: tableReader(store),
    getItemDb: (table: string) => ({
      get: (key: string, done: Done<Item>) => done(null, snapshot.get(key)),
      createValueStream: (options: Options) =>
        readPage(table, store.within(table, undefined, options), options.limit, (item) => item),
    }),
    getIndexDb: (_kind: string, table: string, name: string) => ({
      createValueStream(options: Options) {
        const shape = store.table(table);
        const index = shape && indexesOf(shape).find(({ IndexName }) => IndexName === name);
        if (!shape || !index) return emitItems([]);
        const place = start && indexKey(start, shape, index);
        // dynalite's own start key ends in a short hash; ours is exact.
        const from = place === undefined ? {} : options.reverse ? { lt: place } : { gt: place };
        const keys = [...shape.KeySchema, ...index.KeySchema].map(({ AttributeName }) => AttributeName);
        return readPage(
          table,
          store.within(table, name, { ...options, ...from }),
          options.limit,
          projectTo(index, keys),
        );
      },
    }),
  };
}

/** The part of an item that an index holds: everything, or its keys and the attributes that it names. */
export function projectTo({ Projection }: SecondaryIndex, keys: readonly string[]): (item: Item) => Item {
  if (Projection.ProjectionType === 'ALL') return (item) => item;
  const names = new Set([...keys, ...(Projection.NonKeyAttributes ?? [])]);
  return (item) => Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
