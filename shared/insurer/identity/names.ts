import { withoutInvisible } from '#shared/contract/contacts/pasted.ts';

/** Hyphens and dashes of every kind, with the spaces around them. A soft hyphen is no hyphen, but invisible. */
const hyphens = /\s*[\p{Pd}\u2212\u2043]\s*/gu;
const apostrophes = /\s*['’‘‛ʼʻʹ′`´]\s*/g;

/** Letters that one encoding has in place of another's (R2.4): Latin-1 has no ő and ű, Windows-1250 no ș and ț. */
const sameLetters: Readonly<Record<string, string>> = { õ: 'ő', û: 'ű', ş: 'ș', ţ: 'ț' };

/** Titles in full (R2.4), also without accents. */
const longTitles =
  'ifjabb|legifjabb|idősebb|idosebb|idősb|idosb|legidősebb|legidosebb|özvegy|ozvegy|doktor|doctor|professzor|professor|junior|senior|habilitált|habilitalt';
/** Short ones, also of the neighbours; they may be joined to the name by a full stop (`dr.Kiss`). */
const shortTitles =
  'dr|drs|ifj|legifj|id|legid|özv|ozv|jr|sr|prof|phd|ph[. ] ?d|dsc|d\\. ?sc|csc|c\\. ?sc|dla|habil|univ|mudr|mddr|judr|phdr|rndr|mvdr|paeddr|pharmdr|thdr|drsc|msc|m\\. ?sc|bsc|b\\. ?sc|mba|llm|ll\\. ?m';
/** These are names, too, so they are titles only with a full stop. */
const shortTitlesWithStop = 'med|jur|jun|sen|okl|ing|mag|mgr|bc|h\\. ?c|dokt|m\\. ?d|dipl\\.-? ?ing';
const titles = new RegExp(
  `(?<=^|[\\s,.-])\\(?(?:(?:${shortTitles})(?:\\.[\\s,)]*|[\\s,)]+|$)|(?:${shortTitlesWithStop})\\.[\\s,)]*|(?:${longTitles})(?:[\\s,)]+|$))`,
  'gu',
);

/**
 * Unicode NFKC (PDFs have one character for „fi”), lower case, one kind of hyphen, apostrophe and space: the same text however it
 * was typed.
 */
export const normaliseText = (text: string): string =>
  withoutInvisible(text)
    .replace(apostrophes, "'")
    .normalize('NFKC')
    .toLocaleLowerCase('hu')
    .replace(/[õûşţ]/g, (letter) => sameLetters[letter] ?? letter)
    .replace(hyphens, '-')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A name in the form that is compared (R2.4): normalised, without titles and the commas before them. It keeps „-né”, which names another person. A name
 * that is only a title stays as it is.
 */
export function normaliseName(name: string): string {
  const normalised = normaliseText(name);
  const untitled = normalised
    .replace(titles, '')
    .replace(/^[-,.\s]+|[-,\s]+$/g, '')
    .replace(/\s*,\s*/g, ' ')
    // Of initials: `Kovács B.Anna`, `Kovács B Anna`.
    .replace(/(?<=(?:^|[\s-])\p{L}{1,3})\.\s*(?=(-)?)/gu, (_, hyphen) => (hyphen ? '' : ' '))
    .trim();
  return untitled || normalised;
}

/** Whether a text has a letter or a digit. Hyphens, full stops and slashes are written where there is nothing to write. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** A part of a name, empty for a hyphen, which means that the person has no such part (R2.1). */
const partOf = (name: string): string => (saysSomething(name) ? name : '');

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
