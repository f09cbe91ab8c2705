import { describe, expect, it } from 'vitest';
import { registryUpload } from '#shared/insurer/registry/import-report.ts';
import { readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import { type Column, columns, readRow } from '#shared/insurer/registry/registry-row.ts';
import { goodText, registryInputs as inputs } from '#test/builders/field-inputs/registry.ts';
import { aFile, aRow, csvFile, csvHeader, csvLine } from '#test/builders/registry.ts';
import { checkFile, checkUpload } from '../../../bin/registry/check-file.ts';

async function read(content: string | Uint8Array, pieceSize: number) {
  const { format, placedRows } = await readRegistryFile(aFile(content, pieceSize));
  const rows = [];
  for await (const some of placedRows) rows.push(...some);
  return { format, rows };
}
const summary = async (content: string | Uint8Array) =>
  (await read(content, 50)).rows.map((one) => ('row' in one ? one.row.policyNumber : one.reason));

const { identity, ...policy } = aRow();
const good: Readonly<Record<Column, string>> = { ...policy, ...identity };
const outcomeOf = (changes: Partial<Record<Column, string>>) => {
  const row = readRow((column) => changes[column] ?? good[column], '2027-01-31');
  return 'row' in row ? 'taken' : row.reason;
};
const texts = columns.filter((column) => /Name$|birthPlace/.test(column));
const numbers = ['policyNumber', 'customerId'] as const;

describe('R9.2b files as spreadsheets and old systems write them', () => {
  it.each(inputs.spreadsheetForms)('%s', async (_what, content, encoding, separator) => {
    const { rows: expected } = await read(goodText, 50);
    // Pieces of one byte end within letters and line ends.
    for (const pieceSize of [1, 3, 4096]) {
      const { format, rows } = await read(content, pieceSize);
      expect(format).toMatchObject({ encoding, separator, unaccented: false });
      expect(rows.map((one) => ('row' in one ? one.row : one.reason))).toEqual(
        expected.map((one) => ('row' in one ? one.row : one.reason)),
      );
    }
    // On the insurer's machine beforehand.
    const checked = await checkUpload('persons.csv', aFile(content));
    expect(checked).toMatchObject({ format: { encoding, separator }, counts: { rows: 2, written: 2, rejected: [] } });
  });

  it('a Macintosh’s file may have LF inside its cells', async () => {
    const content = csvFile(csvLine({ birthPlace: 'Győr_alsó' }), csvLine({ policyNumber: 'P-2' }))
      .replaceAll('\n', '\r')
      .replace('Győr_alsó', '"Győr\nalsó"');
    for (const pieceSize of [1, 4096])
      expect((await read(content, pieceSize)).rows).toMatchObject([
        { line: 2, row: { identity: { birthPlace: 'Győr\nalsó' } } },
        { line: 3, row: { policyNumber: 'P-2' } },
      ]);
  });

  it('a file that was appended to another has a mark and a header in the middle: only its header is reported', async () => {
    const second = csvFile(csvLine({ policyNumber: 'P-3' }));
    expect(await summary(`\ufeff${goodText}\ufeff${second}`)).toEqual(['P-1', 'P-2', 'unknown-product', 'P-3']);
  });
});

describe('R9.2b rows without content', () => {
  it.each(inputs.emptyRows)('%j is no row', async (line) => {
    const content = csvFile(line, csvLine(), ...Array<string>(50).fill(line), csvLine({ policyNumber: 'P-2' }), line);
    expect(await summary(content)).toEqual(['P-1', 'P-2']);
    expect((await checkFile(aFile(content))).counts).toMatchObject({ rows: 2, written: 2, rejectedCount: 0 });
  });
});

describe('R9.2b columns that are left out at a row’s end', () => {
  it.each(inputs.leftOutColumns)('%j, with %j, %i missing: %s', async (last, changes, missing, outcome) => {
    const names = csvHeader.split(',');
    const order = [...names.filter((column) => !last.includes(column)), ...last];
    const cells = csvLine(changes).split(',');
    const row = order.map((column) => cells[names.indexOf(column)] ?? 'x').slice(0, -missing);
    expect(await summary([order.join(','), row.join(',')].join('\n'))).toEqual([outcome]);
  });
});

describe('R9.2b damaged cells', () => {
  it.each(inputs.scientificNumbers)('%s is a scientific number, in any column', (cell) => {
    for (const column of columns) expect(outcomeOf({ [column]: cell })).toBe(`scientific-number-${column}`);
  });
  it.each(inputs.spreadsheetErrors)('%s is an error, in any column', (cell) => {
    for (const column of columns) expect(outcomeOf({ [column]: cell })).toBe(`spreadsheet-error-${column}`);
  });
  it.each(inputs.damagedTexts)('%s is damaged text', (cell) => {
    for (const column of texts) expect(outcomeOf({ [column]: cell })).toBe(`damaged-text-${column}`);
  });
  it.each(inputs.hiddenCharacters)('%j has what cannot be seen', (cell) => {
    for (const column of [...texts, ...numbers])
      expect(outcomeOf({ [column]: cell })).toBe(`control-characters-${column}`);
  });
  it.each(inputs.hiddenInNumbers)('%j is no number', (cell) => {
    for (const column of numbers)
      expect(outcomeOf({ [column]: cell })).toMatch(/^(control-characters|spreadsheet-error)-/);
  });
  it.each(inputs.birthDates)('born on %s: %s', (birthDate, outcome) => expect(outcomeOf({ birthDate })).toBe(outcome));

  it.each(['Null', 'Nan', "'t Hooft", "'s-Gravenhage", 'Undefinedová', 'Hiba', 'Betöltési', '50%-os C5', 'A=C'])(
    '%s is a name',
    (cell) => {
      for (const column of texts) expect(outcomeOf({ [column]: cell })).toBe('taken');
    },
  );
});

describe('R9.2b every object below registry/ gets a report, unfinished ones excepted', () => {
  it.each(inputs.fileNames)('%s: %s', async (name, kind) => {
    expect(registryUpload(`registry/${name}`)?.kind).toBe(kind);
    const { refused } = await checkUpload(name, aFile(goodText));
    expect(refused).toBe(kind === 'registry-file' ? undefined : 'not-a-csv-file');
  });
});
