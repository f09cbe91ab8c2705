import { setTimeout } from 'node:timers/promises';
import { createFileMemory } from './file-memory.ts';
import { createImportPace } from './import-pace.ts';
import type { ImportCounts } from './import-report.ts';
import { nothingOvertaken, type Overtaken } from './overtaken.ts';
import type { PlacedRow } from './registry-file.ts';
import type { RegistryWriter, RowOutcome, RowReason, RowToWrite } from './registry-row.ts';

/** How far an interrupted import has come: the first `rows` rows are settled, with these outcomes. */
export type Checkpoint = Pick<ImportCounts, 'rows' | 'written' | 'unchanged' | 'superseded' | 'severalCustomerIds'>;

export type ImportRun = {
  readonly placedRows: AsyncIterable<readonly PlacedRow[]>;
  readonly writer: RegistryWriter;
  readonly order: string;
  readonly from?: Checkpoint | undefined;
  readonly overtaken?: Overtaken;
  readonly isTimeOver?: () => boolean;
  /** Waits for this many ms. */
  readonly pause?: (ms: number) => Promise<unknown>;
  /** Called with the counts of settled rows only. */
  readonly onProgress: (counts: ImportCounts) => Promise<void>;
};

type PlacedToWrite = { readonly line: number; readonly row: RowToWrite };

export const mostRejected = 10_000;
const progressEvery = 10_000;
const timeCheckEvery = 500;

/**
 * Imports the rows of a file into the registry (R9.2): writes good rows, several batches at once, and reports bad ones by line.
 * Rows before the checkpoint are only read, because later rows are judged against them. Returns whether it reached the file's end
 * before the time was over; the next run continues at the last progress. Throws TableBusy if the table takes no more before the
 * time is over.
 */
export async function importRows(run: ImportRun): Promise<boolean> {
  const {
    writer,
    order,
    from,
    overtaken = nothingOvertaken,
    isTimeOver = () => false,
    pause = setTimeout,
    onProgress,
  } = run;
  const pace = createImportPace({ isTimeOver, pause });
  const settledBefore = from?.rows ?? 0;
  const counts: ImportCounts = {
    rows: 0,
    written: from?.written ?? 0,
    unchanged: from?.unchanged ?? 0,
    superseded: from?.superseded ?? 0,
    rejectedCount: 0,
    rejected: [],
    severalCustomerIds: [...(from?.severalCustomerIds ?? [])],
  };
  /** Lines of rows after the last progress, because batches end in any order. */
  const several = new Set<number>();
  const judge = createFileMemory();
  const running = new Set<Promise<void>>();
  let batch: PlacedToWrite[] = [];
  let failure: { readonly error: unknown } | undefined;

  const reject = (line: number, reason: RowReason) => {
    counts.rejectedCount++;
    if (counts.rejected.length < mostRejected) counts.rejected.push({ line, reason });
  };

  const count = (outcome: RowOutcome) => {
    counts[outcome === 'written' ? 'written' : 'unchanged']++;
    if (outcome === 'superseded') counts.superseded++;
  };

  const rethrow = () => {
    if (failure) throw failure.error;
  };

  const flush = async () => {
    if (batch.length === 0) return;
    const placed = batch;
    batch = [];
    const rows = placed.map(({ row }) => row);
    const writing: Promise<void> = pace
      .run((onThrottle) => writer.write(rows, order, onThrottle))
      .then((written) => {
        for (const [at, { outcome, isSeveral }] of written.entries()) {
          count(outcome);
          const line = placed[at]?.line;
          if (isSeveral && line !== undefined) several.add(line);
        }
      })
      .catch((error: unknown) => {
        // The first failure ends the import: no new batch begins, and running ones end first.
        failure ??= { error };
      })
      .finally(() => running.delete(writing));
    running.add(writing);
    while (running.size >= pace.atOnce()) await Promise.race(running);
    rethrow();
  };

  /** Reports settled rows only, because an import that is killed after this continues from these counts. */
  const reportProgress = async () => {
    await flush();
    await Promise.all(running);
    rethrow();
    const { rejected, severalCustomerIds } = counts;
    severalCustomerIds.push(
      ...[...several].sort((a, b) => a - b).slice(0, Math.max(0, mostRejected - severalCustomerIds.length)),
    );
    several.clear();
    await onProgress({ ...counts, rejected: [...rejected], severalCustomerIds: [...severalCustomerIds] });
  };

  const take = async (placed: PlacedRow) => {
    if ('reason' in placed) return reject(placed.line, placed.reason);
    const judged = judge(placed.row);
    if ('reason' in judged) return reject(placed.line, judged.reason);
    if (counts.rows <= settledBefore) return;
    if (judged.isSeveral) several.add(placed.line);
    const row = overtaken.leave(judged.row);
    if (!row) return count('superseded');
    batch.push({ line: placed.line, row });
    if (batch.length === writer.batchSize) await flush();
  };

  try {
    for await (const some of run.placedRows)
      for (const placed of some) {
        counts.rows++;
        await take(placed);
        if (counts.rows <= settledBefore) continue;
        if (counts.rows % progressEvery === 0) await reportProgress();
        if (counts.rows % timeCheckEvery === 0 && isTimeOver()) {
          await reportProgress();
          return false;
        }
      }
    await reportProgress();
    return true;
  } finally {
    // The next import may write only when no write of this one is in progress.
    await Promise.all(running);
  }
}
