import type { Item } from './table-shape.ts';

/** What was under a key before a write; `before` undefined: nothing. JSON text, as in the store. */
type Undo = { readonly at: number; readonly key: string; readonly before: string | undefined };

/** How many writes of a table are remembered; older times cannot be restored. */
const mostWrites = 200_000;

/**
 * What tables with point-in-time recovery held before each write. It is in memory only: after a restart of the host, no earlier
 * time can be restored.
 */
export function createHistory(clock: { readonly now: () => number }) {
  const startedAt = clock.now();
  const tables = new Map<string, { earliest: number; undos: Undo[] }>();

  return {
    note(table: string, key: string, before: string | undefined): void {
      const known = tables.get(table) ?? { earliest: startedAt, undos: [] };
      tables.set(table, known);
      known.undos.push({ at: clock.now(), key, before });
      if (known.undos.length <= mostWrites) return;
      const dropped = known.undos.splice(0, mostWrites / 2);
      known.earliest = dropped.at(-1)?.at ?? known.earliest;
    },

    /** The earliest time (ms) that a table can be restored to. */
    earliest: (table: string): number => tables.get(table)?.earliest ?? startedAt,

    /** The items of a table at a time (ms), computed from the current ones. */
    at(table: string, time: number, now: Iterable<{ readonly key: string; readonly item: Item }>): Map<string, Item> {
      const items = new Map<string, Item>();
      for (const { key, item } of now) items.set(key, item);
      for (const { at, key, before } of (tables.get(table)?.undos ?? []).toReversed()) {
        if (at <= time) break;
        if (before === undefined) items.delete(key);
        else items.set(key, JSON.parse(before));
      }
      return items;
    },
  };
}
export type History = ReturnType<typeof createHistory>;
