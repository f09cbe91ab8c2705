/** Hyphens and dashes of every kind, with the spaces around them. */
const hyphens = /\s*[\p{Pd}\u2212]\s*/gu;

/**
 * Invisible characters in text that is pasted from chats, contacts and PDFs (R2.4): directions of writing, joiners, byte order
 * marks, variation selectors. A soft hyphen is no hyphen.
 */
const invisible =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u2069]|[\ufe00-\ufe0f]|\ufeff/gu;

/** Letters that one encoding has in place of another's (R2.4): Latin-1 has no ő and ű, Windows-1250 no ș and ț. */
const sameLetters: Readonly<Record<string, string>> = { õ: 'ő', û: 'ű', ş: 'ș', ţ: 'ț' };

/** Titles (R2.4), short or in full, also without accents. A short one may be joined to the name by its full stop (`dr.Kiss`). */
const titles =
  /(?<=^|[\s,.-])(?:(?:dr|ifj|id|özv|ozv|jr|sr|prof|phd|ph\. ?d|dsc|csc|habil|univ)(?:\.[\s,]*|[\s,]+|$)|(?:ifjabb|idősebb|idosebb|özvegy|ozvegy|doktor|doctor|professzor|professor|junior|senior)(?:[\s,]+|$))/gu;

/** Unicode NFC, lower case, one kind of hyphen, apostrophe and space: the same text however it was typed. */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(invisible, '')
    .toLocaleLowerCase('hu')
    .replace(/[õûşţ]/g, (letter) => sameLetters[letter] ?? letter)
    .replace(hyphens, '-')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A name in the form that is compared (R2.4): normalised and without titles. It keeps „-né”, which names another person. A name
 * that is only a title stays as it is.
 */
export function normaliseName(name: string): string {
  const normalised = normaliseText(name);
  const untitled = normalised.replace(titles, '').replace(/[-,\s]+$/, '');
  return untitled || normalised;
}

/** A part of a name, empty for a hyphen, which means that the person has no such part (R2.1). */
const partOf = (name: string): string => (normaliseText(name) === '-' ? '' : name);

/**
 * Joins family and given name, because people split „Szabóné Kiss Anna” differently (R2.4). Some people have one name only; the
 * other one is empty then, or a hyphen.
 */
export const joinName = (familyName: string, givenName: string): string =>
  normaliseName(`${partOf(familyName)} ${partOf(givenName)}`);

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

/** A normalised text without its accents: `kovács` and `kovacs` become equal. */
export const foldAccents = (normalised: string): string =>
  normalised
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => undecomposed[letter] ?? letter);

/** Whether a name has an accent, or a letter that `foldAccents` replaces. */
export function hasAccents(name: string): boolean {
  if (/^\p{ASCII}*$/u.test(name)) return false;
  const normalised = normaliseText(name);
  return foldAccents(normalised) !== normalised;
}
