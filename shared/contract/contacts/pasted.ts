/** What chats, address books and PDFs leave in copied text: zero-width characters, direction marks, soft hyphens. */
const invisible = /\p{Cf}/gu;

/** Full-width forms, as Asian keyboards write them: `＠`, `＋`, `０`. */
const fullWidth = /[\uff01-\uff5e]/gu;

/** A pasted contact without what has no meaning: invisible characters, blanks at the ends, full-width forms (R1.7). */
export const withoutTraces = (text: string) =>
  text
    .replace(invisible, '')
    .replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim();
