import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { aFile, csvFile, csvLine, inSingleBytes } from '#test/builders/registry.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { importFile, putRegistryFile, readReport, reportOn } from '#test/support/portal/registry-files.ts';
import { checkFile } from '../../bin/registry/check-file.ts';

const portal = await portalOfFile();

const aLine = (changes: Readonly<Record<string, string>> = {}) => {
  const mark = unique();
  return csvLine({ policyNumber: `P-${mark}`, customerId: `C-${mark}`, familyName: `Minta${mark}`, ...changes });
};

describe('R9.2 the forms that the insurer’s file may have', () => {
  it('byte order mark, CRLF, quoted line breaks, slashes, spaces and leading zeros are taken', async () => {
    const mark = unique();
    const content = csvFile(
      aLine({ policyNumber: `00/7 ${mark}` }),
      aLine({ birthPlace: 'Bécs\nAusztria', familyName: `"Özvegy", Minta${mark}` }),
      aLine(),
    );
    const report = await importFile(portal, `bom-${mark}`, `\ufeff${content.replaceAll('\n', '\r\n')}`);
    expect(report).toMatchObject({ rows: 3, written: 3, rejected: [] });
  });

  type Written = readonly [
    what: string,
    count: number,
    name: string,
    encoding: string,
    write: (text: string) => Uint8Array,
  ];
  const written: readonly Written[] = [
    [
      'Hungarian Excel: 5,000 rows in',
      5_000,
      'Árvíztűrő',
      'windows-1250',
      (text) => inSingleBytes(text, 'windows-1250'),
    ],
    // Š tells it from Windows-1250: all Hungarian letters have the same places in both.
    ['an old system: 1,000 rows in', 1_000, 'Šťastnýő', 'iso-8859-2', (text) => inSingleBytes(text, 'iso-8859-2')],
    [
      'Excel’s Unicode text: 1,000 rows in',
      1_000,
      'Árvíztűrő',
      'utf-16le',
      (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    ],
    [
      'the same: 1,000 rows in',
      1_000,
      'Árvíztűrő',
      'utf-16be',
      (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ],
  ];
  it.each(written)('R9.2b %s with semicolons, one of them damaged', async (_, count, name, encoding, write) => {
    const mark = unique();
    const lines = Array.from({ length: count }, (__, n) =>
      csvLine({
        ...{ policyNumber: `P-${mark}-${n}`, customerId: `C-${mark}-${n}`, familyName: `${name} ${n}` },
        ...(n === 321 ? { birthPlace: 'Gy?r' } : {}),
      }),
    );
    const text = csvFile(...lines, ...Array<string>(50).fill(',,,,'))
      .replaceAll(',', ';')
      .replaceAll('\n', '\r\n');
    const content = write(text);
    const format = { encoding, separator: 'semicolon' };
    const rejected = [{ line: 323, reason: 'damaged-text-birthPlace' }];
    const report = await importFile(portal, `${encoding}-${mark}`, content);
    expect(report).toMatchObject({ format, rows: count, written: count - 1, rejectedCount: 1, rejected });
    // On the insurer's machine beforehand.
    expect(await checkFile(aFile(content))).toMatchObject({
      format,
      counts: { rows: count, written: count - 1, rejected },
    });
  });

  it('R9.2b what a spreadsheet saves as “CSV UTF-8”, as check-registry advises, is taken', async () => {
    const content = `\ufeff${csvFile(aLine()).replaceAll(',', ';').replaceAll('\n', '\r\n')}`;
    const report = await importFile(portal, `utf8-${unique()}`, content);
    expect(report).toMatchObject({ format: { encoding: 'utf-8', separator: 'semicolon' }, written: 1, rejected: [] });
  });

  it('an empty file is refused with the reason', async () => {
    const name = `empty-${unique()}`;
    await putRegistryFile(portal, name, '');
    expect(await reportOn(portal, name, 'failed')).toMatchObject({ reason: 'empty-file' });
  });

  it('R9.2a the report names bad rows by line and reason; all other rows are imported', async () => {
    const mark = unique();
    const report = await importFile(
      portal,
      `bad-${mark}`,
      csvFile(
        aLine({ policyNumber: mark }),
        aLine({ policyNumber: mark }),
        aLine({ birthPlace: 'two\nlines', product: 'boat' }),
        aLine({ birthDate: '', birthPlace: '', mothersFamilyName: '', mothersGivenName: '' }),
        'a,b',
        aLine({ birthDate: '1980-02-30' }),
        aLine(),
      ),
    );
    expect(report).toMatchObject({ rows: 7, written: 2, rejectedCount: 5 });
    expect(report.rejected).toEqual([
      { line: 3, reason: 'duplicate-policy-number' },
      { line: 4, reason: 'unknown-product' },
      { line: 6, reason: 'company-holder' },
      { line: 7, reason: 'wrong-column-count' },
      { line: 8, reason: 'invalid-birth-date' },
    ]);
  });

  it('R9.2b a file that is no CSV gets a report, an unfinished upload gets none', async () => {
    const name = `persons-${unique()}`;
    for (const ending of ['csv.tmp', 'xlsx', 'csv.gz'])
      await portal.s3.send(
        new PutObjectCommand({
          ...{ Bucket: portal.outputs.DocumentsBucket, Key: `registry/${name}.${ending}`, Body: 'PK' },
        }),
      );
    for (const ending of ['xlsx', 'csv.gz'])
      expect(await reportOn(portal, `${name}.${ending}`, 'failed')).toMatchObject({
        ...{ key: `registry/${name}.${ending}`, reason: 'not-a-csv-file' },
      });
    await importFile(portal, name, csvFile(aLine()));
    expect(await readReport(portal, `${name}.csv.tmp`)).toBeUndefined();
  });
});
