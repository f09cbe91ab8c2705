import type { ImportCounts } from '#shared/insurer/registry/import-report.ts';
import { importRows } from '#shared/insurer/registry/import-rows.ts';
import { readRegistryFile } from '#shared/insurer/registry/registry-file.ts';
import type { RowReason } from '#shared/insurer/registry/registry-row.ts';
import { UnreadableFile } from '#shared/insurer/registry/unreadable-file.ts';
import type { FileReason } from '#shared/platform/runtime/file-reasons.ts';

export type FileCheck = {
  /** Why the whole file would be refused. */
  readonly refused?: FileReason;
  /** As the import's report would have them; every good row counts as written. */
  readonly counts: Omit<ImportCounts, 'unchanged' | 'superseded'>;
  /** How many of the listed rows have each reason. */
  readonly reasons: Readonly<Partial<Record<RowReason, number>>>;
};

/** Takes a file through the import's own code, up to where it would be written. */
export async function checkFile(chunks: AsyncIterable<Uint8Array>): Promise<FileCheck> {
  let counts: ImportCounts = {
    rows: 0,
    written: 0,
    unchanged: 0,
    superseded: 0,
    rejectedCount: 0,
    rejected: [],
    severalCustomerIds: [],
  };
  let refused: FileReason | undefined;
  try {
    await importRows({
      placedRows: readRegistryFile(chunks),
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
  return { ...(refused ? { refused } : {}), counts: told, reasons };
}
