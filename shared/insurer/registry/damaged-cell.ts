/** How another program has damaged a cell (R9.2b). */
export const damages = ['spreadsheet-error', 'scientific-number', 'damaged-text', 'control-characters'] as const;
export type Damage = (typeof damages)[number];

/**
 * Errors of spreadsheets: `#REF!`, `#N/A`, `#DIV/0!`, `#HIÁNYZIK`, `#NÉV?`, also behind a sheet's name; `####` of a narrow column;
 * `Err:502` of LibreOffice; a formula instead of its value.
 */
const spreadsheetError = /^(?:#[\p{L}_]+(?:\/[\p{L}0])?[!?]?|#{2,}|(?:err|hiba):\d{3}|=.+)$|#\p{Lu}[\p{Lu}/0]+[!?]/iu;

/** What databases and programs write for a value that is missing, or was still loading. `Null` and `Nan` are names of people. */
const placeholders: ReadonlySet<string> = new Set([
  ...['NULL', 'null', '(NULL)', '(null)', '<NULL>', '<null>', '[NULL]', '[null]', '\\N', 'NaN', 'nan', 'NaT'],
  ...['N/A', 'n/a', '<NA>', 'undefined', '[object Object]', '(üres)', '(blank)'],
  ...['Loading...', 'Loading…', 'Betöltés...', 'Betöltés…'],
]);

/**
 * `1.23457E+11`, `9,87654E+12`, `1E+05`: digits are lost. A code such as `1E5` does not count: programs write the sign or
 * decimals.
 */
const scientificNumber = /^[+-]?\d+(?:[.,]\d*E[+-]?\d+|E[+-]\d+)$/i;

/** Characters that change how others look, and characters that are not text. */
const control = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Spreadsheets break lines within a cell. */
const lineBreaks = /[\t\n\r]/g;
/** In a number, invisible characters are damage, too. */
const unseen = /[\p{Cc}\p{Cf}\p{DI}]/u;
/** The sign with which people make a spreadsheet keep leading zeros: `'0012345`. */
const textMark = /^'/;

/** Signs in place of letters, because a program read the bytes in another encoding; and how web pages, mails and programs write them. */
const signsForLetters = /[\ufffd‚©®¦¬±µ¶§¤°†‡‰€™•‹›«»×÷ˇ˘˛˝¨¸¯\u25a0-\u25ff]/u;
const escaped =
  /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);|\\u[\da-f]{4}|\\u?\{[\da-f]+\}|\\x\{?[\da-f]{2,}|<U\+[\da-f]{4,}>|(?:[%=](?:C[3-9]|D[0-9])[%=][89AB][\da-f])/i;
const questionMark = /\?/;
const questionMarkForLetter = /\p{L}\?|\?\p{L}|\ufffd/u;

/** Letters whose UTF-8 bytes another program read as single letters: `Å‘`, `Ĺ‘` and `Å\u0091` for ő. */
function doubledLetters(): RegExp {
  const ranges = [
    [0xc0, 0x17f],
    [0x218, 0x21b],
    [0x2010, 0x201f],
    [0xfeff, 0xfeff],
  ] as const;
  const readers = ['windows-1250', 'windows-1252', 'latin1'] as const;
  const found = new Set<string>();
  for (const [from, to] of ranges)
    for (let code = from; code <= to; code++) {
      const bytes = Buffer.from(String.fromCodePoint(code));
      for (const reader of readers)
        found.add(reader === 'latin1' ? bytes.toString(reader) : new TextDecoder(reader).decode(bytes));
    }
  // These are Romanian capitals, too (TĂŞNAD is a town), and not only ê in UTF-8.
  found.delete('ĂŞ');
  return new RegExp([...found].join('|'), 'u');
}
const doubled = doubledLetters();

const isPlain = /^[\w .,/()'-]*$/;

/** Damage that is the same in every column. */
function damageOfValue(cell: string, text: string): Damage | undefined {
  if (placeholders.has(text)) return 'spreadsheet-error';
  if (scientificNumber.test(text)) return 'scientific-number';
  return !isPlain.test(cell) && spreadsheetError.test(text) ? 'spreadsheet-error' : undefined;
}

/** The damage in a cell of names, places or words; undefined if there is none. */
export function damageOfText(cell: string): Damage | undefined {
  const text = cell.trim();
  const damage = damageOfValue(cell, text);
  if (damage || isPlain.test(cell)) return damage;
  if (doubled.test(cell) || signsForLetters.test(text) || escaped.test(text) || questionMark.test(text))
    return 'damaged-text';
  return control.test(text.replace(lineBreaks, ' ')) ? 'control-characters' : undefined;
}

/** The damage in a cell that must equal a number elsewhere, character by character: a policy's or a customer's. */
export function damageOfNumber(cell: string): Damage | undefined {
  const text = cell.trim();
  const damage = damageOfValue(cell, text) ?? (textMark.test(text) ? 'spreadsheet-error' : undefined);
  if (damage || isPlain.test(cell)) return damage;
  if (doubled.test(cell) || questionMarkForLetter.test(text)) return 'damaged-text';
  return unseen.test(text) ? 'control-characters' : undefined;
}
