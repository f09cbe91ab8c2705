/** First in, first out, in constant time per step, however long the line is. */
export type ArrivalLine<Item> = {
  readonly join: (item: Item) => void;
  readonly next: () => Item | undefined;
  readonly clear: () => void;
};

const worthTrimming = 1024;

/** An empty line. */
export function createArrivalLine<Item>(): ArrivalLine<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    join: (item) => {
      items.push(item);
    },
    next() {
      const item = items[head];
      if (item === undefined) return undefined;
      head += 1;
      if (head > worthTrimming && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    clear() {
      items = [];
      head = 0;
    },
  };
}
