import { describe, expect, it } from 'vitest';
import { type PlacedRow, readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import { UnreadableFile } from '#shared/insurer/registry/unreadable-file.ts';
import { aFile, csvFile, csvHeader, csvLine } from '#test/builders/registry.ts';

const read = async (content: string | Uint8Array, pieceSize?: number) => {
  const rows: PlacedRow[] = [];
  const { placedRows } = await readRegistryFile(aFile(content, pieceSize));
  for await (const placed of placedRows) rows.push(...placed);
  return rows;
};
const summary = async (content: string | Uint8Array, pieceSize?: number) =>
  (await read(content, pieceSize)).map((one) => [one.line, 'row' in one ? one.row.policyNumber : one.reason]);
const fileReason = (content: string | Uint8Array, pieceSize = 100_000) =>
  read(content, pieceSize).then(
    () => 'readable',
    (error: unknown) => (error instanceof UnreadableFile ? error.reason : error),
  );
const p = (policyNumber: string, changes: Readonly<Record<string, string>> = {}) =>
  csvLine({ policyNumber, ...changes });

describe('R9.2 registry rows', () => {
  it.each([1, 2, 7, 100_000])(
    'are read in pieces of any size, with BOM, CRLF and quoted line breaks (%i)',
    async (size) => {
      const file = `\ufeff${csvHeader}\r\n${p('P-1')}\r\n\r\n${p('P/2', { birthPlace: 'Győr,\r\nalsó "vége"' })}\r\n${p(' 003 ')}`;
      expect(await summary(file, size)).toEqual([
        [2, 'P-1'],
        [4, 'P/2'],
        [6, '003'],
      ]);
    },
  );

  it('a quoted field keeps commas, quotes and line breaks', async () => {
    const [row] = await read(csvFile(p('P-1', { birthPlace: 'Győr, "alsó"\nvége' })));
    expect(row).toMatchObject({ row: { identity: { birthPlace: 'Győr, "alsó"\nvége' } } });
  });

  it('columns may come in any order, and unknown ones are ignored', async () => {
    const turn = (line: string) => line.split(',').reverse().concat('x').join(',');
    expect(await summary(`${turn(csvHeader)}\n${turn(p('P-1'))}\n`)).toEqual([[2, 'P-1']]);
  });

  it('an empty birth name is allowed', async () =>
    expect(await summary(csvFile(p('P-1', { birthFamilyName: '', birthGivenName: '' })))).toEqual([[2, 'P-1']]));

  it.each([
    ['missing-policyNumber', { policyNumber: ' ' }],
    ['missing-customerId', { customerId: '' }],
    ['missing-birthDate', { birthDate: '' }],
    ['missing-mothersGivenName', { mothersGivenName: '' }],
    ['too-long-familyName', { familyName: 'x'.repeat(101) }],
    ['unknown-product', { product: 'house' }],
    ['unknown-state', { state: 'lapsed' }],
    ['unknown-payment-method', { paymentMethod: 'cash' }],
    ['invalid-birth-date', { birthDate: '1981-02-29' }],
    ['invalid-birth-date', { birthDate: '29.02.1980' }],
    ['company-holder', { birthDate: '', birthPlace: '', mothersFamilyName: '', mothersGivenName: '' }],
  ])('%s is reported by line and costs only its row', async (reason, changes) =>
    expect(await summary(csvFile(p('P-1'), p('P-2', changes), p('P-3')))).toEqual([
      [2, 'P-1'],
      [3, reason],
      [4, 'P-3'],
    ]),
  );

  it('wrong-column-count', async () =>
    expect(await summary(csvFile(`${p('P-1')},more`, 'few,fields', p('P-3')))).toEqual([
      [2, 'wrong-column-count'],
      [3, 'wrong-column-count'],
      [4, 'P-3'],
    ]));

  it.each([
    ['a quote that is never closed', '"P-2,home'],
    ['a quote within a field', 'P"2,home'],
    ['letters behind a quote', '"P-2"x,home'],
    ['letters behind a quote, whole row', p('P-2').replace('P-2', '"P-2"x')],
  ])('broken-quotes: %s costs only its own line', async (_what, line) =>
    expect(await summary(csvFile(p('P-1'), line, p('P-3'), p('P-4', { birthPlace: 'Győr, "x"' }), p('P-5')))).toEqual([
      [2, 'P-1'],
      [3, 'broken-quotes'],
      [4, 'P-3'],
      [5, 'P-4'],
      [6, 'P-5'],
    ]),
  );

  it('an open quote at the very end rejects only its own line', async () =>
    expect(await summary(csvFile('"P-2,home', p('P-3')))).toEqual([
      [2, 'broken-quotes'],
      [3, 'P-3'],
    ]));

  it('a broken letter after the beginning rejects only its row', async () => {
    const good = new TextEncoder().encode(csvFile(...Array.from({ length: 900 }, (_, at) => p(`P-${at}`))));
    const bad = Buffer.concat([good, Buffer.from(p('B-1', { birthPlace: 'Gy_r' }).replace('_', '\u00f5'), 'latin1')]);
    const rows = await summary(Buffer.concat([bad, Buffer.from(`\n${p('C-1')}\n`)]), 70_000);
    expect(rows.slice(-2)).toEqual([
      [902, 'damaged-text-givenName'],
      [903, 'C-1'],
    ]);
  });
});

describe('R9.2 a file that is wrong as a whole is refused before its first row', () => {
  it.each([
    ['empty-file', ''],
    ['empty-file', '\ufeff'],
    ['missing-columns', csvHeader.replaceAll(',', ':')],
    ['missing-columns', csvHeader.replace('birthDate', 'dateOfBirth')],
    ['missing-columns', p('P-1')],
    ['duplicate-columns', `${csvHeader},birthDate`],
    ['not-a-csv-file', Buffer.from(csvFile(p('P-1')), 'utf16le')],
    ['line-too-long', 'x'.repeat(2_000_000)],
  ])('%s', async (reason, content) => expect(await fileReason(content)).toBe(reason));

  it('a letter cut by the end of the first 64 KB is no broken letter', async () => {
    const row = p('P-1', { birthPlace: 'ő'.repeat(100) });
    for (const shift of ['', 'x'])
      expect(await fileReason(csvFile(p(`P${shift}`), ...Array<string>(600).fill(row)))).toBe('readable');
  });
});
