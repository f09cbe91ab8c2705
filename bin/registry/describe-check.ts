import { mostRejected } from '#shared/insurer/registry/import-rows.ts';
import { columns } from '#shared/insurer/registry/registry-row.ts';
import type { FileReason } from '#shared/platform/runtime/file-reasons.ts';
import type { FileCheck } from './check-file.ts';

const mostShown = 50;

const firstLine = `its first line must name the columns, in any order, by these names: ${columns.join(',')}`;
const asUtf8 = 'save it in the spreadsheet as "CSV UTF-8"';

/** Why a file is refused, and what to do. */
const refusals: Readonly<Record<FileReason, string>> = {
  'empty-file': `it is empty: ${firstLine}`,
  'not-a-csv-file': `it is not a CSV file: ${asUtf8}, under a name that does not begin with a dot or ~ and ends in .csv`,
  'unknown-encoding': `its letters are neither UTF-8 nor Windows-1250 nor ISO 8859-2: ${asUtf8}`,
  'missing-columns': `some columns are missing: ${firstLine}; commas, semicolons, tabs or vertical bars between them`,
  'duplicate-columns': 'its first line names a column twice: delete one of the two columns',
  'line-too-long': `it has a line of more than a million characters, so it has no line ends: ${asUtf8}`,
  'newer-file-gone': 'a newer file was imported and is gone',
  archived: 'it is in an archive (Glacier)',
  'foreign-key': 'it is encrypted with a key that the portal may not use',
};

const plural = (count: number, one: string) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;

/** The result of a check, as lines for people. */
export function describeCheck(path: string, { refused, format, counts, reasons }: FileCheck): string {
  const { rows, written, rejectedCount, rejected, severalCustomerIds } = counts;
  if (refused) return `${path}: the file would be refused (${refused}): ${refusals[refused]}.`;
  const lines = [
    `${path}: ${plural(rows, 'row')}, ${written.toLocaleString('en')} good, ${rejectedCount.toLocaleString('en')} would be left out.`,
  ];
  if (format) lines.push(`Recognised: ${format.encoding}, columns parted by ${format.separator}.`);
  if (format?.unaccented) lines.push('No name has an accent: its persons are found without accents in all fields.');
  const counted = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  if (rejectedCount > mostRejected) lines.push(`Of the first ${mostRejected.toLocaleString('en')} of these:`);
  for (const [reason, count] of counted) lines.push(`  ${String(count).padStart(7)}  ${reason}`);
  for (const { line, reason } of rejected.slice(0, mostShown)) lines.push(`  line ${line}: ${reason}`);
  if (rejectedCount > mostShown) lines.push(`  … and ${plural(rejectedCount - mostShown, 'other')}; all with --json`);
  if (severalCustomerIds.length > 0)
    lines.push(
      `${plural(severalCustomerIds.length, 'person')} whom an earlier line has with equal data under another customerId; they cannot register, unless the portal counts them as one: lines ${severalCustomerIds.slice(0, mostShown).join(', ')}${severalCustomerIds.length > mostShown ? ' …' : ''}`,
    );
  return lines.join('\n');
}
