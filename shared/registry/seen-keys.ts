import { hash } from 'node:crypto';

const slotWords = 3;

/**
 * Remembers for each key what first came with it, in 12 bytes a slot whatever the key's length: a million rows take
 * 24 MB, where a Map of strings takes ten times that. Keys are told apart by 64 bits of SHA-256: two of a million different
 * keys are taken for one with a chance of about 1 in 40 million.
 */
export function createSeenKeys(initialSlots = 1 << 12) {
  let table = new Uint32Array(initialSlots * slotWords);
  let used = 0;

  /** The slot that holds the key, or the empty one where it belongs. */
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

  const digest = (text: string) => hash('sha256', text, 'buffer');
  /** The key's 64 bits; never all zero, which is an empty slot. */
  const wordsOf = (key: string): [number, number] => {
    const bytes = digest(key);
    return [bytes.readUInt32LE(0), (bytes.readUInt32LE(4) | 1) >>> 0];
  };

  return {
    /** `new` the first time; later `same` or `other`, as `value` equals the one that came first or not. */
    note(key: string, value = ''): 'new' | 'same' | 'other' {
      const [high, low] = wordsOf(key);
      const tag = value === '' ? 0 : digest(value).readUInt32LE(0);
      const at = slotOf(table, high, low);
      if (table[at + 1] !== 0) return table[at + 2] === tag ? 'same' : 'other';
      table.set([high, low, tag], at);
      used++;
      if (used * slotWords * 2 > table.length) grow();
      return 'new';
    },
    has(key: string): boolean {
      return table[slotOf(table, ...wordsOf(key)) + 1] !== 0;
    },
  };
}
export type SeenKeys = ReturnType<typeof createSeenKeys>;
