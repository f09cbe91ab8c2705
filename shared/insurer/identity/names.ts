/** Hyphens and dashes of every kind, with the spaces that people put around them. */
const hyphens = /\s*[\p{Pd}\u2212]\s*/gu;

/** Titles (R2.4), short or written out; a short one may be glued to the name by its full stop (`dr.Kiss`). */
const titles = /(?<=^|[\s-])(?:(?:dr|ifj|id|özv)(?:\.\s*|\s+|$)|(?:ifjabb|idősebb|özvegy)(?:\s+|$))/gu;

/** Unicode NFC, lower case, one kind of hyphen, apostrophe and space: the same text however it was typed. */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFC')
    // A soft hyphen is no hyphen: it shows nothing.
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .toLocaleLowerCase('hu')
    .replace(hyphens, '-')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A name as it is compared (R2.4): normalised and without titles. It keeps „-né”, which names another person. A name that is
 * only a title stays as it is.
 */
export function normaliseName(name: string): string {
  const normalised = normaliseText(name);
  const untitled = normalised.replace(titles, '').replace(/-$/, '').trim();
  return untitled || normalised;
}

/** Family and given name as one: people split „Szabóné Kiss Anna” differently (R2.4). */
export const joinName = (familyName: string, givenName: string): string => normaliseName(`${familyName} ${givenName}`);

/** Letters of neighbouring languages that Unicode does not decompose. */
const undecomposed: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** A normalised text without its accents: `kovács` and `kovacs` become one, `ő` and a mistyped `õ` as well. */
export const foldAccents = (normalised: string): string =>
  normalised
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => undecomposed[letter] ?? letter);
