import * as v from 'valibot';

/** A point in time as text: ISO 8601 with a zone, as `Date.toISOString` writes it. */
export const instantText = v.pipe(v.string(), v.isoTimestamp());

/** A point in time, read from such a text. */
export const instant = v.pipe(
  instantText,
  v.transform((text) => new Date(text)),
);
