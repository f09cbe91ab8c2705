import type { PlacedRow } from './registry-file.ts';
import type { RegistryRow, RowReason } from './registry-row.ts';
import { createSeenKeys } from './seen-keys.ts';

/** One row to write; `withPerson` is false where an earlier row of the file has already brought the same person. */
export type RowToWrite = RegistryRow & { readonly withPerson: boolean };

/** What became of a row: a later file's row stood there already when it is `superseded`. */
export type RowOutcome = 'written' | 'unchanged' | 'superseded';

export type RegistryWriter = {
  /** At most this many rows at a time. */
  readonly batchSize: number;
  /** Writes rows of different policies and persons; `order` decides against what other files wrote. */
  write(rows: readonly RowToWrite[], order: string): Promise<readonly RowOutcome[]>;
};

/** What an import has come to so far. */
export type ImportCounts = {
  rows: number;
  written: number;
  unchanged: number;
  /** Rows that a later file had already overtaken; they count among `unchanged`, too. */
  superseded: number;
  rejectedCount: number;
  /** The first of them, at most `mostRejected`. */
  rejected: { line: number; reason: RowReason }[];
  /** Lines whose person stands under another customerId, too: refused at registration (R9.2a); at most `mostRejected`. */
  severalCustomerIds: number[];
};

export const mostRejected = 10_000;
const batchesAtOnce = 12;
const progressEvery = 10_000;

const identityText = ({ identity }: RegistryRow) => JSON.stringify(Object.values(identity));

type Judged = { readonly reason: RowReason } | { readonly row: RowToWrite; readonly isSeveral: boolean };

/** Judges rows against the rows before them in the same file. */
function createFileMemory() {
  const policies = createSeenKeys();
  const persons = createSeenKeys();
  const identities = createSeenKeys();
  return (row: RegistryRow): Judged => {
    const identity = identityText(row);
    const person = persons(row.customerId, identity);
    if (person === 'other') return { reason: 'conflicting-person-data' };
    if (policies(row.policyNumber) !== 'new') return { reason: 'duplicate-policy-number' };
    return {
      row: { ...row, withPerson: person === 'new' },
      isSeveral: identities(identity, row.customerId) === 'other',
    };
  };
}

/**
 * Takes the rows of a file into the registry (R9.2): good rows are written by several batches at once, bad ones are
 * told by line. Which file's row stays is decided row by row, so the order of batches does not matter.
 */
export async function importRows(
  placedRows: AsyncIterable<readonly PlacedRow[]>,
  writer: RegistryWriter,
  order: string,
  onProgress: (counts: ImportCounts) => Promise<void>,
): Promise<ImportCounts> {
  const counts: ImportCounts = {
    rows: 0,
    written: 0,
    unchanged: 0,
    superseded: 0,
    rejectedCount: 0,
    rejected: [],
    severalCustomerIds: [],
  };
  const remember = createFileMemory();
  const running = new Set<Promise<void>>();
  let batch: RowToWrite[] = [];
  let told = 0;
  let failure: { readonly error: unknown } | undefined;

  const reject = (line: number, reason: RowReason) => {
    counts.rejectedCount++;
    if (counts.rejected.length < mostRejected) counts.rejected.push({ line, reason });
  };

  const writeBatch = async (rows: readonly RowToWrite[]) => {
    for (const outcome of await writer.write(rows, order)) {
      counts[outcome === 'written' ? 'written' : 'unchanged']++;
      if (outcome === 'superseded') counts.superseded++;
    }
  };

  const rethrow = () => {
    if (failure) throw failure.error;
  };

  const flush = async () => {
    if (batch.length === 0) return;
    const rows = batch;
    batch = [];
    const writing: Promise<void> = writeBatch(rows)
      .catch((error: unknown) => {
        // The first failure ends the import at the next batch: nothing more is begun, what runs is waited for.
        failure ??= { error };
      })
      .finally(() => running.delete(writing));
    running.add(writing);
    if (running.size >= batchesAtOnce) await Promise.race(running);
    rethrow();
  };

  for await (const placed of placedRows)
    for (const one of placed) {
      counts.rows++;
      if (counts.rows - told >= progressEvery) {
        told = counts.rows;
        await onProgress(counts);
      }
      if ('reason' in one) {
        reject(one.line, one.reason);
        continue;
      }
      const judged = remember(one.row);
      if ('reason' in judged) {
        reject(one.line, judged.reason);
        continue;
      }
      if (judged.isSeveral && counts.severalCustomerIds.length < mostRejected) counts.severalCustomerIds.push(one.line);
      batch.push(judged.row);
      if (batch.length === writer.batchSize) await flush();
    }
  await flush();
  await Promise.all(running);
  rethrow();
  return counts;
}
