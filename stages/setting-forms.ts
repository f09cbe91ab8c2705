import * as v from 'valibot';

/** A number, or its text: `-c` gives texts. */
export const numeric = v.union([v.number(), v.pipe(v.string(), v.transform(Number))]);

/** A whole number from 1 to `largest`. */
export const number = (fallback: number, largest = Number.MAX_SAFE_INTEGER) =>
  v.optional(v.pipe(numeric, v.integer(), v.minValue(1), v.maxValue(largest)), fallback);

/** A count of one window; each attempt is kept until its window ends (shared/platform/limits), so not without bound. */
export const limit = (fallback: number) => number(fallback, 1000);
