import { registryFiles } from '#shared/insurer/files.ts';
import type { FileFormat } from '#shared/insurer/registry/file-format.ts';
import { type ImportCounts, registryUpload } from '#shared/insurer/registry/import-report.ts';
import { importRows } from '#shared/insurer/registry/import-rows.ts';
import { type RegistryFile, readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import type { RowReason } from '#shared/insurer/registry/registry-row.ts';
import { UnreadableFile } from '#shared/insurer/registry/unreadable-file.ts';
import type { FileReason } from '#shared/platform/runtime/file-reasons.ts';

export type FileCheck = {
  /** Why the whole file would be refused. */
  readonly refused?: FileReason;
  /** The recognised form; missing if the file is refused before that. */
  readonly format?: FileFormat;
  /** The counts of the import's report; every good row counts as written. */
  readonly counts: Omit<ImportCounts, 'unchanged' | 'superseded'>;
  /** How many of the listed rows have each reason. */
  readonly reasons: Readonly<Partial<Record<RowReason, number>>>;
};

const nothing: ImportCounts = {
  ...{ rows: 0, written: 0, unchanged: 0, superseded: 0 },
  ...{ rejectedCount: 0, rejected: [], severalCustomerIds: [] },
};

/** Runs the import's own code on a file, up to the point where it would write. */
export async function checkFile(file: RegistryFile): Promise<FileCheck> {
  let counts = nothing;
  let refused: FileReason | undefined;
  let format: FileFormat | undefined;
  try {
    const rows = await readRegistryFile(file);
    format = rows.format;
    await importRows({
      placedRows: rows.placedRows,
      writer: { batchSize: 1000, write: async (rows) => rows.map(() => ({ outcome: 'written' })) },
      order: '',
      onProgress: async (soFar) => {
        counts = soFar;
      },
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    refused = error.reason;
  }
  const reasons: Partial<Record<RowReason, number>> = {};
  for (const { reason } of counts.rejected) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const { unchanged: _unchanged, superseded: _superseded, ...told } = counts;
  return { ...(refused ? { refused } : {}), ...(format ? { format } : {}), counts: told, reasons };
}

/** Checks a file, also its upload's name: only `.csv` is read (R9.2b). */
export async function checkUpload(fileName: string, file: RegistryFile): Promise<FileCheck> {
  const upload = registryUpload(`${registryFiles.prefix}${fileName}`);
  return upload?.kind === 'registry-file'
    ? checkFile(file)
    : { refused: 'not-a-csv-file', counts: nothing, reasons: {} };
}
