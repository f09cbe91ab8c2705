/**
 * Compares keys in the order of S3's lists: by their UTF-8 bytes. JavaScript's own order is by UTF-16 units and differs for
 * characters beyond the basic plane (surrogates) and those from U+E000 on.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

const rank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

export type SortedKeys = {
  readonly add: (key: string) => void;
  readonly remove: (key: string) => void;
  readonly at: (index: number) => string | undefined;
  /** The first index with a key that is not before `key`. */
  readonly from: (key: string) => number;
  /** The first index at or after `start` with a key that does not begin with `prefix`. */
  readonly beyond: (prefix: string, start: number) => number;
};

/** The keys of one bucket in S3's order. A look-up is a binary search, an insertion one move of memory. */
export function createSortedKeys(): SortedKeys {
  const keys: string[] = [];

  function firstIndex(isReached: (key: string) => boolean, start = 0): number {
    let low = start;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isReached(keys[middle] ?? '')) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  const from = (key: string) => firstIndex((one) => compareKeys(one, key) >= 0);
  return {
    add(key) {
      const index = from(key);
      if (keys[index] !== key) keys.splice(index, 0, key);
    },
    remove(key) {
      const index = from(key);
      if (keys[index] === key) keys.splice(index, 1);
    },
    at: (index) => keys[index],
    from,
    beyond: (prefix, start) => firstIndex((one) => !one.startsWith(prefix), start),
  };
}
