import * as v from 'valibot';
import type { ImportCounts } from './import-rows.ts';
import type { FileReason } from './unreadable-file.ts';

/**
 * What the insurer reads in `reports/registry/<name>.json` (R9.5), while the import runs and afterwards. `rejected` and
 * `severalCustomerIds` hold the first 10,000 lines; `rejectedCount` counts all.
 */
export type ImportReport = ImportCounts & {
  readonly key: string;
  readonly versionId: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly reason?: FileReason | 'file-gone' | 'interrupted';
  readonly startedAt: string;
  readonly endedAt?: string;
};

/** What is read back of a report: whether this very version has been taken already. */
export const reportHead = v.object({ versionId: v.string(), state: v.picklist(['running', 'done', 'failed']) });
export type ReportHead = v.InferOutput<typeof reportHead>;

/** The name of a registry file by its key, or undefined for an object that is none: `registry/<name>.csv`. */
export const registryFileName = (key: string): string | undefined => /^registry\/(.+)\.csv$/is.exec(key)?.[1];

export const reportKey = (name: string): string => `reports/registry/${name}.json`;
