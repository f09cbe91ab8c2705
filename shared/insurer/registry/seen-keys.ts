import { hash } from 'node:crypto';

const slotWords = 3;

const digest = (text: string) => hash('sha256', text, 'buffer');

/**
 * Keeps 32 bits for each key, in 12 bytes a slot whatever the key's length: a million rows take 24 MB, a tenth of a Map of
 * strings. Keys are compared by 64 bits of SHA-256: the chance that two of a million different keys count as equal is about 1 in
 * 40 million.
 */
function createKeySlots(initialSlots: number) {
  let table = new Uint32Array(initialSlots * slotWords);
  let used = 0;

  /** The slot that holds the key, or the empty one for it. */
  const slotOf = (words: Uint32Array, high: number, low: number): number => {
    const slots = words.length / slotWords;
    for (let slot = low & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * slotWords;
      const isEmpty = words[at] === 0 && words[at + 1] === 0;
      if (isEmpty || (words[at] === high && words[at + 1] === low)) return at;
    }
  };

  const grow = () => {
    const larger = new Uint32Array(table.length * 2);
    for (let at = 0; at < table.length; at += slotWords) {
      const high = table[at] ?? 0;
      const low = table[at + 1] ?? 0;
      if (high !== 0 || low !== 0) larger.set(table.subarray(at, at + slotWords), slotOf(larger, high, low));
    }
    table = larger;
  };

  /** The key's 64 bits; never all zero, which means an empty slot. */
  const wordsOf = (key: string): [number, number] => {
    const bytes = digest(key);
    return [bytes.readUInt32LE(0), (bytes.readUInt32LE(4) | 1) >>> 0];
  };

  return {
    /** Keeps the value of a new key. Otherwise returns the key's first value, which stays. */
    add(key: string, value: number): number | undefined {
      const [high, low] = wordsOf(key);
      const at = slotOf(table, high, low);
      if (table[at + 1] !== 0) return table[at + 2];
      table.set([high, low, value], at);
      used++;
      if (used * slotWords * 2 > table.length) grow();
      return undefined;
    },
    get(key: string): number | undefined {
      const at = slotOf(table, ...wordsOf(key));
      return table[at + 1] === 0 ? undefined : table[at + 2];
    },
    size: () => used,
  };
}

/** Keeps the first value of each key. */
export function createSeenKeys(initialSlots = 1 << 12) {
  const slots = createKeySlots(initialSlots);
  return {
    /** Returns `new` the first time, later `same` or `other`: whether `value` equals the first one. */
    note(key: string, value = ''): 'new' | 'same' | 'other' {
      const tag = value === '' ? 0 : digest(value).readUInt32LE(0);
      const known = slots.add(key, tag);
      if (known === undefined) return 'new';
      return known === tag ? 'same' : 'other';
    },
    has: (key: string): boolean => slots.get(key) !== undefined,
  };
}

/** Numbers keys in the order of their first appearance, from 0. */
export function createKeyPositions() {
  const slots = createKeySlots(1 << 12);
  return {
    /** Records the key. Returns whether it is new. */
    note: (key: string): boolean => slots.add(key, slots.size()) === undefined,
    positionOf: (key: string): number | undefined => slots.get(key),
    size: slots.size,
  };
}
export type SeenKeys = ReturnType<typeof createSeenKeys>;
