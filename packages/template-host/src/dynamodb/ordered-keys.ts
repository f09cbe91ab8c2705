export type KeyRange = {
  readonly gt?: string | undefined;
  readonly gte?: string | undefined;
  readonly lt?: string | undefined;
  readonly lte?: string | undefined;
  readonly reverse?: boolean | undefined;
};

/** A sorted set of keys, compared by code unit. */
export type OrderedKeys = {
  readonly add: (key: string) => void;
  readonly delete: (key: string) => void;
  /** The keys within the range, in order. The set must not change while they are read. */
  readonly within: (range: KeyRange) => Iterable<string>;
};

/** Small enough that an insertion moves little, large enough that a million keys make few chunks. */
const chunkLength = 512;

/** The first index below `length` for which `holds` is true (it must stay true from there on), else `length`. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** An empty set. Adding and deleting cost O(log n) and a short move, whatever the number of keys. */
export function createOrderedKeys(): OrderedKeys {
  const chunks: string[][] = [];

  /** The place of the first key for which `holds` is true: the chunk and the position within it. */
  function placeOf(holds: (key: string) => boolean): [number, number] {
    const at = firstIndex(chunks.length, (index) => holds(chunks[index]?.at(-1) ?? ''));
    const chunk = chunks[at] ?? [];
    return [at, firstIndex(chunk.length, (index) => holds(chunk[index] ?? ''))];
  }

  function* forward([at, position]: [number, number], goesOn: (key: string) => boolean) {
    for (let from = position; at < chunks.length; at++, from = 0) {
      for (const key of chunks[at]?.slice(from) ?? []) {
        if (!goesOn(key)) return;
        yield key;
      }
    }
  }

  function* backward([at, position]: [number, number], goesOn: (key: string) => boolean) {
    for (let to: number | undefined = position; at >= 0; at--, to = undefined) {
      for (const key of chunks[at]?.slice(0, to).reverse() ?? []) {
        if (!goesOn(key)) return;
        yield key;
      }
    }
  }

  return {
    add(key) {
      const [found, position] = placeOf((other) => other >= key);
      const at = Math.min(found, Math.max(chunks.length - 1, 0));
      const chunk = chunks[at];
      if (!chunk) {
        chunks.push([key]);
        return;
      }
      const place = found === at ? position : chunk.length;
      if (chunk[place] === key) return;
      chunk.splice(place, 0, key);
      if (chunk.length > 2 * chunkLength) chunks.splice(at + 1, 0, chunk.splice(chunkLength));
    },
    delete(key) {
      const [at, place] = placeOf((other) => other >= key);
      const chunk = chunks[at];
      if (chunk?.[place] !== key) return;
      chunk.splice(place, 1);
      if (chunk.length === 0) chunks.splice(at, 1);
    },
    within({ gt, gte, lt, lte, reverse }) {
      const aboveLower = (key: string) => (gt === undefined || key > gt) && (gte === undefined || key >= gte);
      const aboveUpper = (key: string) => (lt !== undefined && key >= lt) || (lte !== undefined && key > lte);
      return reverse
        ? backward(placeOf(aboveUpper), aboveLower)
        : forward(placeOf(aboveLower), (key) => !aboveUpper(key));
    },
  };
}
