import * as v from 'valibot';
import { registryFiles } from '#shared/insurer/files.ts';
import { isUnfinishedUpload } from '#shared/insurer/unfinished-upload.ts';
import { instantText } from '#shared/platform/instant.ts';
import { fileReasons } from '#shared/platform/runtime/file-reasons.ts';
import { fileFormat } from './file-format.ts';
import { rowReasons } from './registry-row.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The counts of an import so far. */
export const importCounts = v.object({
  rows: count,
  written: count,
  unchanged: count,
  /** Rows that a later file has; they also count as `unchanged`. */
  superseded: count,
  rejectedCount: count,
  /** The first 10,000 of them. */
  rejected: v.array(v.object({ line: count, reason: v.picklist(rowReasons) })),
  /**
   * Lines with a person whom an earlier line, or an earlier file, has with equal identity data under another customerId (R9.2a):
   * one line for each person, at most 10,000. Registration refuses these persons, unless a setting counts them as one.
   */
  severalCustomerIds: v.array(count),
});
export type ImportCounts = v.InferOutput<typeof importCounts>;

/**
 * The insurer's report on a registry file (R9.5), while the import runs and afterwards. An interrupted import continues from it:
 * the counts are those of the first `rows` rows, all settled. `format` is missing if nothing was recognised.
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
  format: v.exactOptional(fileFormat),
  ...importCounts.entries,
});
export type ImportReport = v.InferOutput<typeof importReport>;

/** What an upload under `registry/` is, by its key: a registry file, or another file, which is reported (R9.2b). */
export type RegistryUpload = {
  readonly kind: 'registry-file' | 'other-file';
  /** The name of its report. If it does not end in `.csv`, in small letters, the name includes its ending: `persons.xlsx`. */
  readonly name: string;
};

/** Reads an upload's key; undefined for a folder, or an unfinished upload. `.CSV` is a registry file, too. */
export function registryUpload(key: string): RegistryUpload | undefined {
  const { prefix, ending } = registryFiles;
  if (!key.startsWith(prefix) || key.endsWith('/') || isUnfinishedUpload(key)) return undefined;
  const name = key.slice(prefix.length);
  return {
    kind: name.toLowerCase().endsWith(ending) ? 'registry-file' : 'other-file',
    name: name.endsWith(ending) ? name.slice(0, -ending.length) : name,
  };
}

/** The reports, stored where the insurer reads them. */
export type ImportReports = {
  find(bucket: string, name: string): Promise<ImportReport | undefined>;
  write(bucket: string, name: string, report: ImportReport): Promise<void>;
};
