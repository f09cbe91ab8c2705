import * as v from 'valibot';
import { openJournal } from './journal.ts';

export type Collection<Item> = {
  /** The items of an earlier run, in the order in which they were first put. */
  readonly loaded: () => readonly Item[];
  readonly put: (key: string, item: Item) => void;
  readonly remove: (key: string) => void;
};

/** Keeps a service's state across restarts as collections of items by key. */
export type Collections = {
  /** Throws if the stored items under this name do not fit the schema. */
  readonly collection: <Item>(name: string, schema: v.GenericSchema<unknown, Item>) => Collection<Item>;
  readonly close: () => void;
};

/** A collection's name, a key and its item; without an item, the key is deleted. */
const lineSchema = v.union([v.strictTuple([v.string(), v.string()]), v.tuple([v.string(), v.string(), v.unknown()])]);
type Line = v.InferOutput<typeof lineSchema>;

/**
 * Opens the journal `<directory>/<name>.jsonl`; without a directory, nothing is kept. A collection that no code opens stays as it
 * is.
 *
 * @throws Error for a journal that cannot be read
 */
export async function openCollections(directory: string | undefined, name: string): Promise<Collections> {
  const state = new Map<string, Map<string, unknown>>();
  const journal = await openJournal<Line>({
    ...{ directory, name, schema: lineSchema },
    replay([collection, key, ...items]) {
      const kept = state.get(collection) ?? new Map<string, unknown>();
      state.set(collection, kept);
      if (items.length === 0) kept.delete(key);
      else kept.set(key, items[0]);
    },
    *summary() {
      for (const [collection, items] of state) for (const [key, item] of items) yield [collection, key, item];
    },
  });
  return {
    collection: <Item>(collection: string, schema: v.GenericSchema<unknown, Item>) => ({
      loaded: () => [...(state.get(collection)?.values() ?? [])].map((item) => v.parse(schema, item)),
      put: (key: string, item: Item) => journal.append([collection, key, item]),
      remove: (key: string) => journal.append([collection, key]),
    }),
    close: journal.close,
  };
}
