/** Something that is due at a time. */
export type Due<Item> = { readonly at: number; readonly item: Item };

/** The earliest due first; adding and taking cost O(log n). */
export type DueHeap<Item> = {
  readonly add: (entry: Due<Item>) => void;
  readonly first: () => Due<Item> | undefined;
  readonly takeFirst: () => Due<Item> | undefined;
  readonly size: () => number;
  readonly clear: () => void;
};

/** An empty binary heap ordered by `at`. */
export function createDueHeap<Item>(): DueHeap<Item> {
  const entries: Due<Item>[] = [];
  const dueAt = (index: number) => entries[index]?.at ?? Number.POSITIVE_INFINITY;

  const swap = (a: number, b: number) => {
    const [first, second] = [entries[a], entries[b]];
    if (!first || !second) return;
    entries[a] = second;
    entries[b] = first;
  };

  const rise = (start: number) => {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (dueAt(parent) <= dueAt(index)) return;
      swap(parent, index);
      index = parent;
    }
  };

  const sink = () => {
    let index = 0;
    while (true) {
      const left = 2 * index + 1;
      const child = dueAt(left + 1) < dueAt(left) ? left + 1 : left;
      if (dueAt(child) >= dueAt(index)) return;
      swap(child, index);
      index = child;
    }
  };

  return {
    add(entry) {
      entries.push(entry);
      rise(entries.length - 1);
    },
    first: () => entries[0],
    takeFirst() {
      swap(0, entries.length - 1);
      const taken = entries.pop();
      sink();
      return taken;
    },
    size: () => entries.length,
    clear() {
      entries.length = 0;
    },
  };
}
