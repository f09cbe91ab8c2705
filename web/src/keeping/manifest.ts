import type { DocumentView } from '../api/endpoints.ts';

/** What became of a document: in the bundle, or why not. */
export type BundleResult = 'saved' | 'gone' | 'damaged';

export type BundleEntry = {
  readonly document: DocumentView;
  readonly name: string;
  readonly result: BundleResult;
};

/** The words of the manifest: the heads of its columns, and the results. */
export type ManifestWords = {
  readonly columns: readonly string[];
  readonly results: Readonly<Record<BundleResult, string>>;
};

/** A cell that no spreadsheet takes for a formula. */
function cell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * The manifest of a bundle as CSV that Excel opens: name, what it is, policy, day of arrival, last day, bytes, SHA-256 (R7.1c).
 * `day` writes an instant as a date.
 */
export function manifestOf(
  entries: readonly BundleEntry[],
  { columns, results }: ManifestWords,
  kinds: Readonly<Record<DocumentView['kind'], string>>,
  day: (instant: string) => string,
): string {
  const rows = entries.map(({ document, name, result }) => [
    name,
    kinds[document.kind],
    document.title,
    document.policyNumber,
    day(document.uploadedAt),
    day(new Date(Date.parse(document.availableUntil) - 1).toISOString()),
    String(document.size),
    document.sha256,
    results[result],
  ]);
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
