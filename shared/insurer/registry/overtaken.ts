import { createHash } from 'node:crypto';
import { createFileMemory } from './file-memory.ts';
import { type RegistryFile, readRegistryFile } from './registry-file.ts';
import type { RowToWrite } from './registry-row.ts';
import { createKeyPositions } from './seen-keys.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The policies and persons that newer files have: an older file does not write them. */
export type Overtaken = {
  /** The part of a row that no newer file has; undefined if newer files have all of it. */
  leave(row: RowToWrite): RowToWrite | undefined;
};

/** There is no newer file: each row is written whole. */
export const nothingOvertaken: Overtaken = { leave: (row) => row };

export type NewerFile = {
  readonly versionId: string;
  /** Undefined if the file is gone. */
  open(): Promise<RegistryFile | undefined>;
};

/** How far the reading of newer files has come. A run that ends keeps this for the next one. */
export type OvertakenSoFar = {
  /** A digest of the older file's policies and persons in their order, to which the bits belong. */
  readonly digest: string;
  /** The newer files that were read to their end. */
  readonly versions: readonly string[];
  /** One bit for each policy and person of the older file: whether a newer file has it. */
  readonly bits: Uint8Array;
};

export type OvertakenRun = {
  readonly older: RegistryFile;
  readonly newer: readonly NewerFile[];
  readonly soFar: OvertakenSoFar | undefined;
  readonly isTimeOver: () => boolean;
  readonly keep: (soFar: OvertakenSoFar) => Promise<void>;
};

const policyOf = (row: RowToWrite) => `P${row.policyNumber}`;
const personOf = (row: RowToWrite) => `C${row.customerId}`;

/** Calls `take` for the good rows of a file; false if `isTimeOver` ended it. A refused file ends at once. */
async function eachGoodRow(file: RegistryFile, isTimeOver: () => boolean, take: (row: RowToWrite) => void) {
  const judge = createFileMemory();
  try {
    const { placedRows } = await readRegistryFile(file);
    for await (const some of placedRows) {
      for (const placed of some) {
        const judged = 'row' in placed ? judge(placed.row) : placed;
        if ('row' in judged) take(judged.row);
      }
      if (isTimeOver()) return false;
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return true;
}

/**
 * Finds the policies and persons of an older file that newer files have good rows of. An item keeps the order of the file that
 * wrote it. A newer file that finds the item unchanged leaves no trace there (otherwise every import would write a million
 * items). So a file that is imported after a newer one, which is rare (a retry, a redrive), reads the newer files themselves. One
 * run may be too short for many large files: then this returns undefined, and the next run continues from what was kept. Throws
 * UnreadableFile if a newer file is gone.
 */
export async function readOvertaken({
  older,
  newer,
  soFar,
  isTimeOver,
  keep,
}: OvertakenRun): Promise<Overtaken | undefined> {
  const positions = createKeyPositions();
  const order = createHash('sha256');
  const number = (key: string) => {
    if (positions.note(key)) order.update(`${key}\n`);
  };
  const isNumbered = await eachGoodRow(older, isTimeOver, (row) => {
    number(policyOf(row));
    number(personOf(row));
  });
  if (!isNumbered) return undefined;
  if (positions.size() === 0) return nothingOvertaken;

  const digest = order.digest('hex');
  const known = soFar?.digest === digest ? soFar : undefined;
  const versions = [...(known?.versions ?? [])];
  const bits = known ? Uint8Array.from(known.bits) : new Uint8Array(Math.ceil(positions.size() / 8));
  const mark = (key: string) => {
    const position = positions.positionOf(key);
    if (position !== undefined) bits[position >> 3] = (bits[position >> 3] ?? 0) | (1 << (position & 7));
  };
  const isMarked = (key: string) => {
    const position = positions.positionOf(key);
    return position !== undefined && ((bits[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
  };

  const unread = newer.filter(({ versionId }) => !versions.includes(versionId));
  for (const { versionId, open } of unread) {
    const file = await open();
    if (!file) throw new UnreadableFile('newer-file-gone');
    const isRead = await eachGoodRow(file, isTimeOver, (row) => {
      mark(policyOf(row));
      mark(personOf(row));
    });
    if (isRead) versions.push(versionId);
    // Keep the result, because writing the rows may take several runs, too.
    await keep({ digest, versions, bits });
    if (!isRead) return undefined;
  }

  return {
    leave(row) {
      const withPerson = row.withPerson && !isMarked(personOf(row));
      if (!isMarked(policyOf(row))) return { ...row, withPerson };
      return withPerson ? { ...row, withPerson, withoutPolicy: true } : undefined;
    },
  };
}
