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
  /** What was recognised; missing where the file is refused before. */
  readonly format?: FileFormat;
  /** As the import's report would have them; every good row counts as written. */
  readonly counts: Omit<ImportCounts, 'unchanged' | 'superseded'>;
  /** How many of the listed rows have each reason. */
  readonly reasons: Readonly<Partial<Record<RowReason, number>>>;
};

const nothing: ImportCounts = {
  ...{ rows: 0, written: 0, unchanged: 0, superseded: 0 },
  ...{ rejectedCount: 0, rejected: [], severalCustomerIds: [] },
};

/** Takes a file through the import's own code, up to where it would be written. */
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

/** The check of a file by the name that it is uploaded under, too: only `.csv` is read (R9.2b). */
export async function checkUpload(fileName: string, file: RegistryFile): Promise<FileCheck> {
  const upload = registryUpload(`${registryFiles.prefix}${fileName}`);
  return upload?.kind === 'registry-file'
    ? checkFile(file)
    : { refused: 'not-a-csv-file', counts: nothing, reasons: {} };
}
