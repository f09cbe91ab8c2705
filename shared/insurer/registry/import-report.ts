import * as v from 'valibot';
import { registryFiles } from '#shared/insurer/files.ts';
import { instantText } from '#shared/platform/instant.ts';
import { fileReasons } from '#shared/platform/runtime/file-reasons.ts';
import { rowReasons } from './registry-row.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The counts of an import so far. */
export const importCounts = v.object({
  rows: count,
  written: count,
  unchanged: count,
  /** Rows that a later file holds; they count among `unchanged`, too. */
  superseded: count,
  rejectedCount: count,
  /** The first of them, at most 10,000. */
  rejected: v.array(v.object({ line: count, reason: v.picklist(rowReasons) })),
  /**
   * Lines with a person whom an earlier line, or an earlier file, has with equal identity data under another customerId (R9.2a):
   * one line for each person, at most 10,000. They are refused at registration, unless a setting counts them as one.
   */
  severalCustomerIds: v.array(count),
});
export type ImportCounts = v.InferOutput<typeof importCounts>;

/**
 * What the insurer reads about a registry file (R9.5), while the import runs and afterwards. An interrupted import continues
 * from it: the counts are those of the first `rows` rows, all settled.
 */
export const importReport = v.object({
  key: v.string(),
  versionId: v.string(),
  /** When this version of the file was uploaded. */
  uploadedAt: instantText,
  state: v.picklist(['running', 'done', 'failed']),
  reason: v.exactOptional(v.picklist([...fileReasons, 'file-gone', 'interrupted'])),
  startedAt: instantText,
  endedAt: v.exactOptional(instantText),
  ...importCounts.entries,
});
export type ImportReport = v.InferOutput<typeof importReport>;

/** The name of a registry file by its key, or undefined for an object that is none: `registry/<name>.csv`, `.CSV` too. */
export function registryFileName(key: string): string | undefined {
  const { prefix, ending } = registryFiles;
  if (!key.startsWith(prefix) || !key.toLowerCase().endsWith(ending)) return undefined;
  return key.slice(prefix.length, -ending.length) || undefined;
}

/** The reports where the insurer reads them. */
export type ImportReports = {
  find(bucket: string, name: string): Promise<ImportReport | undefined>;
  write(bucket: string, name: string, report: ImportReport): Promise<void>;
};
