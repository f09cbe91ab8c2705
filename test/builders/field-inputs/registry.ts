import { csvFile, csvLine, inSingleBytes } from '#test/builders/registry.ts';

/** Registry files as others might send them too, beside those that the field reported; at least ten of each kind. */

const person = { familyName: 'Fűtő', givenName: 'Ágnes', birthPlace: 'Kőszeg' };
/** Two good rows. */
export const goodText = csvFile(csvLine(person), csvLine({ ...person, policyNumber: 'P-2' }));
const semicolons = goodText.replaceAll(',', ';');
const quoted = (text: string, separator = ',') => text.replace(/[^,\n]+/g, '"$&"').replaceAll(',', separator);
const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const bytes1250 = (text: string) => inSingleBytes(text, 'windows-1250');
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

type Form = readonly [what: string, content: string | Uint8Array, encoding: string, separator: string];

const spreadsheetForms: readonly Form[] = [
  ['Hungarian Excel, every cell quoted', bytes1250(crlf(quoted(goodText, ';'))), 'windows-1250', 'semicolon'],
  ['Excel CSV UTF-8, every cell quoted', `\ufeff${crlf(quoted(goodText, ';'))}`, 'utf-8', 'semicolon'],
  ['LibreOffice, quoted tabs', quoted(goodText, '\t'), 'utf-8', 'tab'],
  ['the end of file of DOS', bytes1250(`${crlf(semicolons)}\u001a`), 'windows-1250', 'semicolon'],
  ['a tape’s block, filled up with NULs', `${semicolons}${'\u0000'.repeat(40)}`, 'utf-8', 'semicolon'],
  ['two byte order marks', `\ufeff\ufeff${semicolons}`, 'utf-8', 'semicolon'],
  [
    'CRCRLF, since two programs made CRLF',
    bytes1250(semicolons.replaceAll('\n', '\r\r\n')),
    'windows-1250',
    'semicolon',
  ],
  ['CRCRLF behind quotes', quoted(goodText, ';').replaceAll('\n', '\r\r\n'), 'utf-8', 'semicolon'],
  ['sep= and a tab', `sep=\t\r\n${crlf(goodText.replaceAll(',', '\t'))}`, 'utf-8', 'tab'],
  ['sep= behind the mark', `\ufeffsep=;\r\n${crlf(semicolons)}`, 'utf-8', 'semicolon'],
  ['Unicode text without a last line end', utf16(goodText.replaceAll(',', '\t').trimEnd()), 'utf-16le', 'tab'],
  ['blanks around the separators', goodText.replaceAll(',', ' ; '), 'utf-8', 'semicolon'],
  ['blanks between separator and quote', quoted(goodText, ', '), 'utf-8', 'comma'],
  ['empty columns behind the last', goodText.replaceAll('\n', ';;;\n').replaceAll(',', ';'), 'utf-8', 'semicolon'],
  ['a Macintosh’s line ends', semicolons.replaceAll('\n', '\r'), 'utf-8', 'semicolon'],
  [
    'õ and û of Windows-1252',
    Buffer.from(semicolons.replaceAll('ű', 'û').replaceAll('ő', 'õ'), 'latin1'),
    'windows-1250',
    'semicolon',
  ],
];

/** Lines that are no rows, in a file with commas. */
const emptyRows: readonly (readonly [line: string])[] = [
  [',,,,,,,,,,,,'],
  ['\u001a'],
  ['\u0000'],
  ['\ufeff'],
  ['\ufeff,,,'],
  [' \t '],
  ['"","","","","","","","","","","","",""'],
  [' "" , "" , "" '],
  ['\u00a0,\u00a0,\u00a0'],
  ['\u2003,\u3000'],
  [',,,,,,,,,,,,,,,,,,,,,,,,,,,,,,'],
  ['" "," "'],
];

/** A column order, how many cells are missing at the row's end, and what becomes of the row. */
type LeftOut = readonly [
  last: readonly string[],
  changes: Readonly<Record<string, string>>,
  missing: number,
  outcome: string,
];
const noBirthName = { birthFamilyName: '', birthGivenName: '' };
const leftOutColumns: readonly LeftOut[] = [
  [['birthFamilyName', 'birthGivenName'], noBirthName, 2, 'P-1'],
  [['birthGivenName', 'birthFamilyName'], noBirthName, 2, 'P-1'],
  [['birthFamilyName', 'givenName'], { birthFamilyName: '', givenName: '' }, 2, 'P-1'],
  [['givenName'], { givenName: '' }, 1, 'P-1'],
  [['familyName'], { familyName: '' }, 1, 'P-1'],
  [['birthFamilyName', 'birthGivenName', 'givenName'], { ...noBirthName, givenName: '' }, 3, 'P-1'],
  [['givenName', 'familyName'], { givenName: '', familyName: '' }, 2, 'missing-familyName'],
  [['birthFamilyName', 'x', 'y', 'z'], { birthFamilyName: '' }, 4, 'P-1'],
  [['mothersGivenName', 'birthFamilyName'], { birthFamilyName: '', mothersGivenName: '' }, 2, 'wrong-column-count'],
  [['birthPlace'], { birthPlace: '' }, 1, 'wrong-column-count'],
  [['paymentMethod', 'birthGivenName'], { paymentMethod: '', birthGivenName: '' }, 2, 'wrong-column-count'],
  [['policyNumber'], {}, 1, 'wrong-column-count'],
];

type Cell = readonly [cell: string];
const scientificNumbers: readonly Cell[] = [
  ['1,00E+09'],
  ['1.E+09'],
  ['2.05E+12'],
  ['2,05e+12'],
  ['+3.1E+08'],
  ['-3,1E+08'],
  ['7E+15'],
  ['4.0000E+10'],
  ['1.2e11'],
  ['\u00a05,5E+10'],
  ['123456E+7'],
  ['1,2E-7'],
  ['9.9E+307'],
];
const spreadsheetErrors: readonly Cell[] = [
  ["'[kotvenyek.xlsx]Lap1'!#REF!"],
  ['#CALC!'],
  ['#FIELD!'],
  ['#BLOCKED!'],
  ['#CONNECT!'],
  ['#BUSY!'],
  ['#MEZŐ!'],
  ['#ÁTVITEL!'],
  ['#ISMERETLEN!'],
  ['#hiányzik'],
  ['Err:508'],
  ['=VLOOKUP(A2;B:C;2;0)'],
  ['Loading...'],
  ['Betöltés…'],
  ['NULL'],
  ['\\N'],
  ['(null)'],
  ['NaN'],
  ['N/A'],
  ['<NA>'],
];
const damagedTexts: readonly Cell[] = [
  ['Fu?rész'],
  ['T?th'],
  ['Gyõr\ufffd'],
  ['SzÃ¼cs'],
  ['FÅ±tÅ‘'],
  ['FĹ±tĹ‘'],
  ['K&odblac;szegi'],
  ['K&#x151;szegi'],
  ['K\\u{151}szegi'],
  ['K\\xc5\\x91szegi'],
  ['K<U+0151>szegi'],
  ['K%C5%91szegi'],
  ['K=C5=91szegi'],
  ['Kâ€“Nagy'],
  ['Szõ±ke'],
];
const hiddenCharacters: readonly Cell[] = [
  ['\u202eanna'],
  ['an\u202ana'],
  ['an\u202bna'],
  ['an\u202cna'],
  ['an\u2067na'],
  ['an\u2068na'],
  ['\u0000anna'],
  ['an\u0001na'],
  ['an\u0008na'],
  ['an\u000bna'],
  ['an\u001bna'],
  ['an\u007fna'],
  ['an\u0090na'],
  ['an\u200fna'],
];
/** Also wrong in a number that must equal another one. */
const hiddenInNumbers: readonly Cell[] = [
  ['12\u200b3'],
  ['12\u200d3'],
  ['12\ufeff3'],
  ['12\u00ad3'],
  ['12\u034f3'],
  ["'0012345"],
];

type Day = readonly [birthDate: string, outcome: string];
/** For a file uploaded on 2027-01-31. */
const birthDates: readonly Day[] = [
  ['1961-02-28T00:00:00Z', 'taken'],
  ['1961-02-28T00:00:00.000+01:00', 'taken'],
  ['1961-02-28 00:00:00.0000000', 'taken'],
  ['1961 02 28', 'taken'],
  ['1961. 2. 28', 'taken'],
  ['1961/2/28', 'taken'],
  ['1900-01-02', 'taken'],
  ['2061-02-28', 'birth-date-in-future'],
  ['2027.02.01.', 'birth-date-in-future'],
  ['2068. 1. 1.', 'birth-date-in-future'],
  ['1899-12-31', 'birth-date-before-1900'],
  ['1753-01-01', 'birth-date-before-1900'],
  ['0061-02-28', 'birth-date-before-1900'],
  ['0001-01-01T00:00:00', 'birth-date-before-1900'],
  ['0000-00-00', 'invalid-birth-date'],
  ['61-02-28', 'invalid-birth-date'],
  ['22335', 'invalid-birth-date'],
  ['28.02.1961', 'invalid-birth-date'],
  ['1961-02-29', 'invalid-birth-date'],
  ['1961-02-27T23:00:00Z', 'invalid-birth-date'],
];

/** A name below `registry/`, and how it is treated: as a registry file, as a file to report, or as nothing yet. */
type Name = readonly [name: string, kind: 'registry-file' | 'other-file' | undefined];
const fileNames: readonly Name[] = [
  ['persons.XLSX', 'other-file'],
  ['persons.ods', 'other-file'],
  ['persons.csv.zip', 'other-file'],
  ['persons.csv.gpg', 'other-file'],
  ['persons.csv.7z', 'other-file'],
  ['persons.csv.bak', 'other-file'],
  ['persons', 'other-file'],
  ['persons_csv', 'other-file'],
  ['persons.csv (1)', 'other-file'],
  ['Thumbs.db', 'other-file'],
  ['persons.tsv', 'other-file'],
  ['persons (1).csv', 'registry-file'],
  ['2027/január/személyek.CSV', 'registry-file'],
  ['persons.csv.TMP', undefined],
  ['persons.csv.tmp.4711', undefined],
  ['persons.csv.inprogress', undefined],
  ['persons.csv.b3f1c2d4.partial', undefined],
  ['.~lock.persons.csv#', undefined],
  ['~$persons.csv', undefined],
  ['.rsync-partial/persons.csv', undefined],
  ['2027/', undefined],
];

export const registryInputs = {
  spreadsheetForms,
  emptyRows,
  leftOutColumns,
  scientificNumbers,
  spreadsheetErrors,
  birthDates,
  damagedTexts,
  fileNames,
  hiddenCharacters,
  hiddenInNumbers,
};
