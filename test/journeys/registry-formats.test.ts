import { describe, expect, it } from 'vitest';
import { unique } from '#test/builders/customer.ts';
import { csvFile, csvLine } from '#test/builders/registry.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';
import { importFile, putRegistryFile, readReport, reportOn } from '#test/support/portal/registry-files.ts';

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

  it('a file in Windows-1250 is refused whole, with the reason', async () => {
    const text = csvFile(aLine({ familyName: 'Árvíztűrő' }));
    // Windows-1250 writes these letters as one byte each.
    const bytes = Buffer.from(text.replaceAll('ű', '\u00fb').replaceAll('ő', '\u00f5'), 'latin1');
    const name = `win-${unique()}`;
    await putRegistryFile(portal, name, bytes);
    expect(await reportOn(portal, name, 'failed')).toMatchObject({ reason: 'not-utf-8', rows: 0, written: 0 });
  });

  it('semicolons instead of commas are refused whole, with the reason', async () => {
    const name = `semicolons-${unique()}`;
    await putRegistryFile(portal, name, csvFile(aLine()).replaceAll(',', ';'));
    expect(await reportOn(portal, name, 'failed')).toMatchObject({ reason: 'not-comma-separated', written: 0 });
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

  it('other files under registry/ are left alone', async () => {
    const name = `text-${unique()}`;
    await importFile(portal, name, csvFile(aLine()));
    expect(await readReport(portal, `${name}.csv`)).toBeUndefined();
  });
});
