/**
 * What chats, address books and PDFs leave in copied text: zero-width characters, direction marks, soft hyphens, fillers, variation
 * selectors, the place of a picture, the empty Braille cell.
 */
const invisible = /[\p{Cf}\p{DI}\u2800\ufffc]/gu;

/** A text without what shows nothing (R2.4). */
export const withoutInvisible = (text: string): string => text.replace(invisible, '');

/** Full-width forms, as Asian keyboards write them: `＠`, `＋`, `０`. */
const fullWidth = /[\uff01-\uff5e]/gu;

/** A pasted contact without what has no meaning: invisible characters, blanks at the ends, full-width forms (R1.7). */
export const withoutTraces = (text: string) =>
  withoutInvisible(text)
    .replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim();
