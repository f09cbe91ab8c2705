/** Chance that a seed decides: the same seed, the same decisions. */
export type Random = {
  /** At least 0 and below 1. */
  readonly next: () => number;
  /** A whole number of at least 0 and below `end`. */
  readonly below: (end: number) => number;
  readonly pick: <const L extends readonly [unknown, ...unknown[]]>(list: L) => L[number];
  /** One of a list that may be empty; undefined for none. */
  readonly any: <T>(list: readonly T[]) => T | undefined;
  readonly chance: (share: number) => boolean;
};

/** The generator "mulberry32": small, quick, and good enough to choose among interleavings. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    any: (list) => list[below(list.length)],
    chance: (share) => next() < share,
  };
}
