import db from 'dynalite/db/index.js';
import { openJournal } from '../kept/journal.ts';
import { type Change, changes } from './change.ts';
import { createOrderedKeys, type KeyRange, type OrderedKeys } from './ordered-keys.ts';
import type { StoredWrite } from './streams.ts';
import { type Item, indexesOf, type SecondaryIndex, type TableShape } from './table-shape.ts';

/** One item put under its key, or deleted if `item` is undefined. */
export type Write = { readonly table: string; readonly key: string; readonly item: Item | undefined };

/** A table's items in key order, read one by one. */
export type Entries = Iterable<{ readonly key: string; readonly item: Item }>;

/**
 * Tables and items, in memory and (with a directory) in a journal. Every call finishes in one tick of the event loop, so a commit
 * is atomic and isolated without locks: nothing can read in between.
 */
export type ItemStore = {
  readonly tables: () => readonly TableShape[];
  readonly table: (name: string) => TableShape | undefined;
  /** Creates the table, or changes the shape of a kept one: its items stay, its indexes are rebuilt. */
  readonly putTable: (shape: TableShape) => void;
  readonly dropTable: (name: string) => void;
  /** A copy of the item; undefined if there is none. */
  readonly get: (table: string, key: string) => Item | undefined;
  readonly count: (table: string) => number;
  /** The items whose JSON holds one of these texts, in any case; all of a table without any, none of a missing table. */
  readonly holding: (table: string, texts: readonly string[]) => Item[];
  /** Items (of an index: whole items in the index's order) whose keys are within the range. */
  readonly within: (table: string, index: string | undefined, range: KeyRange) => Entries;
  /** Does all of the writes, or none if the journal refuses them. */
  readonly commit: (writes: readonly Write[], isExpiry?: boolean) => void;
  readonly close: () => void;
};

type StoredIndex = {
  readonly shape: SecondaryIndex;
  readonly order: OrderedKeys;
  readonly owners: Map<string, string>;
};
type StoredTable = {
  readonly shape: TableShape;
  /** JSON text by key: small, and cannot be changed through a reference. */
  readonly items: Map<string, string>;
  readonly order: OrderedKeys;
  readonly indexes: Map<string, StoredIndex>;
};

/**
 * The key of an item in an index: the index's key, then the item's own, so that no two items share one (dynalite itself appends
 * 24 bits of a hash and loses items that collide). Undefined if the item is not in the index.
 */
export function indexKey(item: Item, table: TableShape, index: SecondaryIndex): string | undefined {
  if (index.KeySchema.some(({ AttributeName }) => item[AttributeName] === undefined)) return undefined;
  return db.createKey(item, table, index.KeySchema) + db.createKey(item, table);
}

const parse = (text: string): Item => JSON.parse(text);

function apply(table: StoredTable, key: string, item: Item | undefined) {
  if (table.indexes.size > 0) {
    const before = table.items.get(key);
    const old = before === undefined ? undefined : parse(before);
    for (const { shape, order, owners } of table.indexes.values()) {
      const oldKey = old && indexKey(old, table.shape, shape);
      const newKey = item && indexKey(item, table.shape, shape);
      if (oldKey === newKey) continue;
      if (oldKey !== undefined) {
        order.delete(oldKey);
        owners.delete(oldKey);
      }
      if (newKey !== undefined) {
        order.add(newKey);
        owners.set(newKey, key);
      }
    }
  }
  if (item) {
    if (!table.items.has(key)) table.order.add(key);
    table.items.set(key, JSON.stringify(item));
  } else if (table.items.delete(key)) table.order.delete(key);
}

function storeTable(shape: TableShape, kept: StoredTable | undefined): StoredTable {
  const newIndex = (index: SecondaryIndex): [string, StoredIndex] => [
    index.IndexName,
    { shape: index, order: createOrderedKeys(), owners: new Map() },
  ];
  const table: StoredTable = {
    shape,
    items: kept?.items ?? new Map(),
    order: kept?.order ?? createOrderedKeys(),
    indexes: new Map(indexesOf(shape).map(newIndex)),
  };
  for (const { shape: index, order, owners } of table.indexes.values()) {
    for (const [key, text] of table.items) {
      const place = indexKey(parse(text), shape, index);
      if (place === undefined) continue;
      order.add(place);
      owners.set(place, key);
    }
  }
  return table;
}

/** Receives each write before it is carried out. */
export type BeforeWrite = (write: StoredWrite & { readonly key: string }) => void;

/** A store that begins empty or, with a directory, with the state of an earlier run. */
export async function openItemStore(directory: string | undefined, beforeWrite?: BeforeWrite): Promise<ItemStore> {
  const tables = new Map<string, StoredTable>();

  function take(change: Change) {
    if ('table' in change)
      tables.set(change.table.TableName, storeTable(change.table, tables.get(change.table.TableName)));
    else if ('drop' in change) tables.delete(change.drop);
    else {
      const table = tables.get(change.in);
      if (table) apply(table, change.key, change.item);
    }
  }

  function* summary(): Iterable<Change> {
    for (const { shape, items } of tables.values()) {
      yield { table: shape };
      for (const [key, text] of items) yield { in: shape.TableName, key, item: parse(text) };
    }
  }

  function* entries(table: StoredTable, index: StoredIndex | undefined, range: KeyRange): Entries {
    for (const place of (index ?? table).order.within(range)) {
      const key = index ? (index.owners.get(place) ?? '') : place;
      const text = table.items.get(key);
      if (text !== undefined) yield { key, item: parse(text) };
    }
  }

  const journal = await openJournal({
    ...{ directory, name: 'dynamodb', schema: changes },
    replay: (step) => step.forEach(take),
    *summary() {
      for (const change of summary()) yield [change];
    },
  });
  const record = (step: Change[], isExpiry = false) => {
    journal.append(step);
    for (const change of step) {
      const written = beforeWrite && 'in' in change ? tables.get(change.in) : undefined;
      if (written && 'in' in change) {
        const { key, item: after } = change;
        beforeWrite?.({ shape: written.shape, key, before: written.items.get(key), after, isExpiry });
      }
      take(change);
    }
  };

  return {
    tables: () => [...tables.values()].map(({ shape }) => shape),
    table: (name) => tables.get(name)?.shape,
    putTable: (shape) => record([{ table: shape }]),
    dropTable: (name) => record([{ drop: name }]),
    get(name, key) {
      const text = tables.get(name)?.items.get(key);
      return text === undefined ? undefined : parse(text);
    },
    count: (name) => tables.get(name)?.items.size ?? 0,
    holding(name, texts) {
      const all = [...(tables.get(name)?.items.values() ?? [])];
      if (texts.length === 0) return all.map(parse);
      const sought = texts.map((text) => text.toLowerCase());
      const holds = (item: string) => sought.some((text) => item.includes(text));
      return all.filter((item) => holds(item.toLowerCase())).map(parse);
    },
    within(name, index, range) {
      const table = tables.get(name);
      return table ? entries(table, index === undefined ? undefined : table.indexes.get(index), range) : [];
    },
    commit: (writes, isExpiry) =>
      record(
        writes.map(({ table, key, item }) => (item ? { in: table, key, item } : { in: table, key })),
        isExpiry,
      ),
    close: () => journal.close(),
  };
}
