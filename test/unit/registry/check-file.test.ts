import { describe, expect, it } from 'vitest';
import { fileReasons } from '#shared/platform/runtime/file-reasons.ts';
import { aFile, csvFile, csvLine, inSingleBytes } from '#test/builders/registry.ts';
import { checkFile, checkUpload } from '../../../bin/registry/check-file.ts';
import { describeCheck } from '../../../bin/registry/describe-check.ts';
import { generateFile, generateRows } from '../../../bin/registry/generated-rows.ts';

const check = async (content: string | Uint8Array) => checkFile(aFile(content, 4096));

describe('check-registry', () => {
  it('reports the rows that the import would reject, by line and reason', async () => {
    const found = await check(csvFile(csvLine(), 'a,b', csvLine(), csvLine({ policyNumber: 'P-2', customerId: 'C2' })));
    expect(found).toMatchObject({ counts: { rows: 4, written: 2, rejectedCount: 2, severalCustomerIds: [5] } });
    const text = describeCheck('a.csv', found);
    for (const part of ['4 rows, 2 good, 2 would', 'line 3: wrong-column-count', 'line 4: duplicate-policy-number'])
      expect(text).toContain(part);
  });

  it('reports why the whole file would be refused', async () => {
    const found = await check(csvFile(csvLine()).replaceAll(',', ':'));
    expect(found.refused).toBe('missing-columns');
    expect(describeCheck('a.csv', found)).toContain('commas');
  });
});

describe('R9.2b check-registry says what the import would say', () => {
  it.each([
    ['windows-1250', 'semicolon', inSingleBytes(csvFile(csvLine()).replaceAll(',', ';'), 'windows-1250')],
    ['utf-8', 'semicolon', `\ufeff${csvFile(csvLine()).replaceAll(',', ';')}`],
    ['utf-8', 'comma', csvFile(csvLine())],
  ])('recognises %s and %s', async (encoding, separator, content) => {
    const found = await check(content);
    expect(found).toMatchObject({ format: { encoding, separator }, counts: { rows: 1, written: 1 } });
    expect(describeCheck('a.csv', found)).toContain(`Recognised: ${encoding}, columns parted by ${separator}`);
  });

  it.each(['persons.xlsx', 'persons.txt', 'persons.csv.gz', 'persons.csv.tmp', '.persons.csv'])(
    '%s would not be read, and the advice leads to a file that is',
    async (name) => {
      const found = await checkUpload(name, aFile(csvFile(csvLine())));
      expect(found.refused).toBe('not-a-csv-file');
      expect(describeCheck(name, found)).toMatch(
        /save it in the spreadsheet as "CSV UTF-8".* begin with a dot or ~ and ends in \.csv/,
      );
      // What "CSV UTF-8" is on a Hungarian machine.
      const advised = `\ufeff${csvFile(csvLine()).replaceAll(',', ';').replaceAll('\n', '\r\n')}`;
      expect(await checkUpload('persons.csv', aFile(advised))).toMatchObject({ counts: { written: 1, rejected: [] } });
    },
  );

  type Advised = readonly [reason: string, file: string | Uint8Array, follow: (advice: string) => string];
  const rows = csvFile(csvLine({ familyName: 'Kőműves' }))
    .split('\n')
    .slice(1)
    .join('\n');
  const namesIn = (advice: string) => /policyNumber[\w,]+/.exec(advice)?.[0] ?? '';
  // What "CSV UTF-8" is on a Hungarian machine.
  const asUtf8 = () =>
    `\ufeff${csvFile(csvLine({ familyName: 'Kőműves' }))
      .replaceAll(',', ';')
      .replaceAll('\n', '\r\n')}`;
  const ascii = { givenName: 'Anna', birthFamilyName: '', birthGivenName: '', mothersGivenName: 'Anna' };
  const inDos = csvLine({ ...ascii, familyName: 'K\u008bm\u0081ves', birthPlace: 'Gy\u008br' });
  const dos = Buffer.from(csvFile(inDos), 'latin1');
  it.each<Advised>([
    ['empty-file', '', (advice) => `${namesIn(advice)}\n${rows}`],
    [
      'empty-file',
      ';;;\r\n;;;\r\n',
      (advice) => `${namesIn(advice).replaceAll(',', ';')}\n${rows.replaceAll(',', ';')}`,
    ],
    ['missing-columns', rows, (advice) => `${namesIn(advice)}\n${rows}`],
    ['missing-columns', csvFile(csvLine()).toUpperCase(), (advice) => `${namesIn(advice)}\n${rows}`],
    ['missing-columns', csvFile(csvLine()).replace(',birthPlace', ',place'), (advice) => `${namesIn(advice)}\n${rows}`],
    ['missing-columns', csvFile(csvLine()).replaceAll(',', ':'), (advice) => `${namesIn(advice)}\n${rows}`],
    ['duplicate-columns', csvFile(csvLine()).replace('\n', ',state\n'), () => csvFile(csvLine())],
    ['unknown-encoding', dos, asUtf8],
    ['not-a-csv-file', Buffer.from('PK\u0003\u0004\u0014\u0000'), asUtf8],
    ['not-a-csv-file', Buffer.from(csvFile(csvLine()), 'utf16le'), asUtf8],
    ['line-too-long', 'x'.repeat(100_000), asUtf8],
  ])('%s: who follows the advice has a file that is taken', async (reason, file, follow) => {
    const found = await checkUpload('persons.csv', aFile(file));
    expect(found.refused).toBe(reason);
    const advised = follow(describeCheck('persons.csv', found));
    expect(await checkUpload('persons.csv', aFile(advised))).toMatchObject({ counts: { written: 1, rejected: [] } });
  });

  it.each([...fileReasons])('%s is explained', (refused) => {
    const counts = { rows: 0, written: 0, rejectedCount: 0, rejected: [], severalCustomerIds: [] };
    expect(describeCheck('a.csv', { refused, counts, reasons: {} })).toMatch(
      new RegExp(`\\(${refused}\\): .{10,}\\.$`),
    );
  });
});

describe('generated registry files', () => {
  it('hold as many good rows as asked for, the same for the same seed', async () => {
    const generation = { rows: 2500, seed: 7 };
    const content = Buffer.concat([...generateFile(generation)]);
    expect((await check(content)).counts).toMatchObject({ rows: 2500, written: 2500, rejectedCount: 0 });
    expect(Buffer.concat([...generateFile(generation)]).equals(content)).toBe(true);
    expect(Buffer.concat([...generateFile({ ...generation, seed: 8 })]).equals(content)).toBe(false);
  });

  it('differ in exactly as many rows as asked for', () => {
    const plain = [...generateRows({ rows: 1030, seed: 1 })];
    const changed = [...generateRows({ rows: 1030, seed: 1, changed: 100 })];
    expect(changed.filter((line, at) => line !== plain[at])).toHaveLength(100);
  });
});
