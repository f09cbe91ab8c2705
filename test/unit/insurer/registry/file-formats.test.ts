import { describe, expect, it } from 'vitest';
import type { separators } from '#shared/insurer/registry/file-format.ts';
import { readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import { UnreadableFile } from '#shared/insurer/registry/unreadable-file.ts';
import { aFile, csvFile, csvHeader, csvLine, inSingleBytes } from '#test/builders/registry.ts';

const person = { familyName: 'Árvíztűrő', givenName: 'Kőműves', birthPlace: 'Hódmezővásárhely' };
const text = csvFile(csvLine(person), csvLine({ ...person, policyNumber: 'P-2' }));
const withSeparator = (separator: string, content = text) => content.replaceAll(',', separator);
const utf16 = (content: string, isBig = false) => {
  const bytes = Buffer.from(`\ufeff${content}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

async function read(content: string | Uint8Array, pieceSize?: number) {
  const { format, placedRows } = await readRegistryFile(aFile(content, pieceSize));
  const rows = [];
  for await (const some of placedRows) rows.push(...some);
  return { format, rows };
}
const summary = async (content: string | Uint8Array) =>
  (await read(content)).rows.map((one) => [one.line, 'row' in one ? one.row.policyNumber : one.reason]);
const refusal = (content: string | Uint8Array) =>
  read(content).then(
    () => 'readable',
    (error: unknown) => (error instanceof UnreadableFile ? error.reason : error),
  );

describe('R9.2b what spreadsheets and old systems write is taken, and recognised', () => {
  const single = (content: string) => inSingleBytes(content, 'windows-1250');
  it.each<[what: string, content: string | Uint8Array, encoding: string, separator: keyof typeof separators]>([
    ['the portal’s own form', text, 'utf-8', 'comma'],
    ['UTF-8 with BOM', `\ufeff${text}`, 'utf-8', 'comma'],
    ['Hungarian Excel, CSV UTF-8', `\ufeff${withSeparator(';')}`.replaceAll('\n', '\r\n'), 'utf-8', 'semicolon'],
    ['Hungarian Excel, CSV', single(withSeparator(';').replaceAll('\n', '\r\n')), 'windows-1250', 'semicolon'],
    ['Windows-1250 with commas', single(text), 'windows-1250', 'comma'],
    ['Windows-1250, tabs', single(withSeparator('\t')), 'windows-1250', 'tab'],
    ['Excel, Unicode text', utf16(withSeparator('\t').replaceAll('\n', '\r\n')), 'utf-16le', 'tab'],
    ['UTF-16, the other way round', utf16(withSeparator(';'), true), 'utf-16be', 'semicolon'],
    ['vertical bars', withSeparator('|'), 'utf-8', 'vertical-bar'],
    ['quoted throughout', withSeparator(';', text.replace(/[^,\n]+/g, '"$&"')), 'utf-8', 'semicolon'],
    ['sep= in the first line', `sep=;\r\n${withSeparator(';').replaceAll('\n', '\r\n')}`, 'utf-8', 'semicolon'],
    ['old Macintosh line ends', text.replaceAll('\n', '\r'), 'utf-8', 'comma'],
  ])('%s', async (_what, content, encoding, separator) => {
    for (const pieceSize of [1, 7, 100_000]) {
      const { format, rows } = await read(content, pieceSize);
      expect(format).toMatchObject({ encoding, separator });
      expect(rows.map((one) => ('row' in one ? one.row.policyNumber : one.reason))).toEqual(['P-1', 'P-2']);
      for (const one of rows) expect(one).toMatchObject({ row: { identity: person } });
    }
  });

  it('ISO 8859-2 is known by Š, ž and ť, which Windows-1250 has elsewhere', async () => {
    const slovak = csvFile(csvLine({ familyName: 'Šťastný', birthPlace: 'Žilina' }), csvLine(person));
    const identity = { familyName: 'Šťastný', birthPlace: 'Žilina' };
    for (const encoding of ['iso-8859-2', 'windows-1250'] as const) {
      const { format, rows } = await read(inSingleBytes(slovak, encoding));
      expect(format.encoding).toBe(encoding);
      expect(rows[0]).toMatchObject({ row: { identity } });
    }
  });

  it('a semicolon file may have commas in its cells, and line breaks in quotes', async () => {
    const content = `${withSeparator(';', csvHeader)}\n${withSeparator(';', csvLine({ birthPlace: '_' })).replace('_', '"Győr,\nalsó ""vég"""')}\n`;
    expect((await read(content)).rows).toMatchObject([{ row: { identity: { birthPlace: 'Győr,\nalsó "vég"' } } }]);
  });

  it('accents that come long after the beginning decide as well', async () => {
    const plain = {
      familyName: 'Kiss',
      givenName: 'Anna',
      birthFamilyName: '',
      birthGivenName: '',
      birthPlace: 'Pest',
    };
    const many = Array.from({ length: 2_000 }, (_, n) =>
      csvLine({ ...plain, policyNumber: `P-${n}`, mothersGivenName: 'Anna' }),
    );
    const late = csvFile(...many, csvLine({ policyNumber: 'late', ...person }));
    const { format, rows } = await read(inSingleBytes(late, 'windows-1250'), 1000);
    expect(format.encoding).toBe('windows-1250');
    expect(rows.at(-1)).toMatchObject({ row: { policyNumber: 'late', identity: person } });
  });

  it('a file with no accents at all is UTF-8', async () =>
    expect((await read(`${csvHeader}\n`)).format).toMatchObject({ encoding: 'utf-8', separator: 'comma' }));

  it('policy numbers are one Unicode form, as the keys of documents are (R9.3a)', async () => {
    const [row] = (await read(csvFile(csvLine({ policyNumber: 'LAKÁS-100'.normalize('NFD') })))).rows;
    expect(row).toMatchObject({ row: { policyNumber: 'LAKÁS-100' } });
  });
});

describe('R2.4 a registry without accents', () => {
  const plain = { familyName: 'KOVACS', givenName: 'BELA', birthFamilyName: '', birthGivenName: '' };
  const mother = { mothersFamilyName: 'SZOKE', mothersGivenName: 'MARIA', birthPlace: 'GYOR' };
  const lines = Array.from({ length: 300 }, (_, n) => csvLine({ ...plain, ...mother, policyNumber: `P-${n}` }));

  it('is recognised by its names, and marks its persons', async () => {
    const { format, rows } = await read(csvFile(...lines));
    expect(format).toEqual({ encoding: 'utf-8', separator: 'comma', unaccented: true });
    for (const one of rows) expect(one).toMatchObject({ row: { isUnaccented: true } });
  });

  it.each([
    ['one accent in the last row', [csvLine({ ...plain, ...mother, givenName: 'BÉLA' })], false],
    ['an accent in the mother’s name', [csvLine({ ...plain, ...mother, mothersGivenName: 'MÁRIA' })], false],
    ['Ł, which is written as L without it', [csvLine({ ...plain, ...mother, familyName: 'ŁASKI' })], false],
    ['a damaged row', [csvLine({ ...plain, ...mother, givenName: 'B?LÁ' })], true],
    ['a hyphen, an apostrophe', [csvLine({ ...plain, ...mother, familyName: 'O’BRIEN – NAGY' })], true],
    ['an accent in the policy number', [csvLine({ ...plain, ...mother, policyNumber: 'LAKÁS-1' })], true],
  ])('%s', async (_what, more, unaccented) =>
    expect((await read(csvFile(...lines, ...more))).format.unaccented).toBe(unaccented),
  );

  it('a file without good rows is not one', async () =>
    expect((await read(csvFile('a,b'))).format.unaccented).toBe(false));
});

describe('R2.1 one name only', () => {
  it.each([
    ['P-1', { givenName: '' }],
    ['P-1', { familyName: '' }],
    ['P-1', { givenName: '-' }],
    ['P-1', { mothersGivenName: '-' }],
    ['P-1', { familyName: '-', birthFamilyName: '-' }],
    ['missing-familyName', { familyName: '', givenName: '' }],
    ['missing-mothersGivenName', { mothersGivenName: '' }],
    ['missing-mothersFamilyName', { mothersFamilyName: '' }],
  ])('%s: %j', async (outcome, changes) => expect(await summary(csvFile(csvLine(changes)))).toEqual([[2, outcome]]));
});

describe('R9.2b two encodings in one file', () => {
  const utf8 = Buffer.from(csvFile(csvLine({ ...person, policyNumber: 'U' })));
  const other = (n: number) => inSingleBytes(`${csvLine({ ...person, policyNumber: `W-${n}` })}\n`, 'windows-1250');

  it('two rows: one is taken, the other is reported, never a wrong name', async () => {
    const rows = await summary(Buffer.concat([utf8, other(1)]));
    expect(rows).toEqual([
      [2, 'U'],
      [3, 'damaged-text-familyName'],
    ]);
  });

  it('the more frequent one is the file’s', async () => {
    const rows = await summary(Buffer.concat([utf8, other(1), other(2), other(3)]));
    expect(rows).toEqual([
      [2, 'damaged-text-familyName'],
      [3, 'W-1'],
      [4, 'W-2'],
      [5, 'W-3'],
    ]);
  });

  it('a byte order mark decides alone', async () => {
    const marked = Buffer.concat([Buffer.from('\ufeff'), utf8, other(1), other(2), other(3)]);
    expect((await summary(marked)).map(([, what]) => what)).toEqual(['U', ...Array(3).fill('damaged-text-familyName')]);
  });

  it('half a letter at the file’s end costs only its row', async () => {
    const content = Buffer.from(csvFile(csvLine(person), csvLine({ policyNumber: 'P-2', mothersGivenName: 'Kő' })));
    expect(await summary(content.subarray(0, -2))).toEqual([
      [2, 'P-1'],
      [3, 'damaged-text-mothersGivenName'],
    ]);
  });
});

describe('R9.2b what is no CSV file, or in no encoding of the list, is refused before its first row', () => {
  /** ő, é, á, ó, ö, í, ú, ü, ű as DOS (852) has them. */
  const dos = Buffer.from([0x8b, 0x82, 0xa0, 0xa2, 0x94, 0xa1, 0xa3, 0x81, 0xfb]);
  const inDos = (content: string) =>
    Buffer.concat(
      [...content].map((c) =>
        'őéáóöíúüű'.includes(c) ? dos.subarray('őéáóöíúüű'.indexOf(c)).subarray(0, 1) : Buffer.from(c),
      ),
    );
  it.each<[reason: string, what: string, content: string | Uint8Array]>([
    ['not-a-csv-file', 'xlsx', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000')],
    ['not-a-csv-file', 'gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])],
    ['not-a-csv-file', 'xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['not-a-csv-file', 'PDF', Buffer.from('%PDF-1.7\n')],
    ['not-a-csv-file', 'UTF-16 without its mark', Buffer.from(text, 'utf16le')],
    ['not-a-csv-file', 'zeros', Buffer.alloc(1000)],
    ['unknown-encoding', 'DOS', inDos(csvFile(csvLine({ ...person, familyName: 'árvíztűrő', givenName: 'éva' })))],
    [
      'unknown-encoding',
      'DOS, many',
      inDos(csvFile(...Array(30).fill(csvLine({ birthFamilyName: 'példás', familyName: 'kőműves' })))),
    ],
    ['missing-columns', 'blanks between', withSeparator(' ')],
    ['missing-columns', 'capitals', csvHeader.toUpperCase()],
    ['empty-file', 'separators alone', ';;;\r\n;;;\r\n'],
    ['empty-file', 'sep= alone', 'sep=;'],
    ['line-too-long', 'no line ends', 'x'.repeat(100_000)],
  ])('%s: %s', async (reason, _what, content) => expect(await refusal(content)).toBe(reason));
});

describe('R9.2b rows of nothing but separators are no rows', () => {
  it.each([
    ',,,,,,,,,,,,',
    ',',
    '   ',
    ' , , ',
    '"","",""',
    ',,,,,,,,,,,,,,,,,,',
    '\t,\t',
    '"",,""',
    '\u00a0,,',
    ';;;;;;;;;;;;',
  ])('%j', async (empty) => {
    const content = csvFile(empty, csvLine(), ...Array<string>(50).fill(empty));
    const isOther = empty.startsWith(';');
    expect(await summary(isOther ? withSeparator(';', content) : content)).toEqual([[3, 'P-1']]);
  });

  it('before the header, too', async () => expect(await summary(`,,,\n${text}`)).toHaveLength(2));
});

describe('R9.2b trailing columns that a spreadsheet leaves out may be missing', () => {
  const columnsInOrder = (...last: readonly string[]) => {
    const rest = csvHeader.split(',').filter((column) => !last.includes(column));
    return [...rest, ...last];
  };
  const lineOf = (order: readonly string[], changes: Readonly<Record<string, string>>) => {
    const cells = csvLine(changes).split(',');
    return order.map((column) => cells[csvHeader.split(',').indexOf(column)] ?? 'note');
  };
  const birthNames = ['birthFamilyName', 'birthGivenName'] as const;
  const noBirthName = { birthFamilyName: '', birthGivenName: '' };

  it.each<[what: string, last: readonly string[], dropped: number, outcome: string]>([
    ['both birth names', birthNames, 2, 'P-1'],
    ['one birth name', birthNames, 1, 'P-1'],
    ['a column the portal does not know', ['remark'], 1, 'P-1'],
    ['several such columns', ['remark', 'branch', 'agent'], 3, 'P-1'],
    ['birth names and such a column', [...birthNames, 'remark'], 3, 'P-1'],
    ['such a column before a birth name', ['remark', 'birthGivenName'], 2, 'P-1'],
    ['a column that must not be empty', ['birthFamilyName', 'customerId'], 1, 'wrong-column-count'],
    ['the mother', [], 1, 'wrong-column-count'],
    ['a birth name and the columns before it', ['customerId', 'birthGivenName'], 2, 'wrong-column-count'],
    ['the birth date', ['birthDate', ...birthNames], 3, 'wrong-column-count'],
  ])('%s', async (_what, last, dropped, outcome) => {
    const order = columnsInOrder(...last);
    const cells = lineOf(order, noBirthName);
    const content = [order.join(','), cells.slice(0, cells.length - dropped).join(',')].join('\n');
    expect(await summary(content)).toEqual([[2, outcome]]);
  });

  it('more separators than columns are taken, more values are not', async () =>
    expect(await summary(csvFile(`${csvLine()},,, `, `${csvLine({ policyNumber: 'P-2' })},,x`))).toEqual([
      [2, 'P-1'],
      [3, 'wrong-column-count'],
    ]));
});
