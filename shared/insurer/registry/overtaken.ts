import { createHash } from 'node:crypto';
import { createFileMemory } from './file-memory.ts';
import { type RegistryFile, readRegistryFile } from './registry-file.ts';
import type { RowToWrite } from './registry-row.ts';
import { createKeyPositions } from './seen-keys.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What newer files have told already, so that an older one is silent about it. */
export type Overtaken = {
  /** What is left of a row to write; undefined when newer files have told all of it. */
  leave(row: RowToWrite): RowToWrite | undefined;
};

export const nothingOvertaken: Overtaken = { leave: (row) => row };

export type NewerFile = {
  readonly versionId: string;
  /** Undefined when the file is gone. */
  open(): Promise<RegistryFile | undefined>;
};

/** How far the reading of newer files has come: what a go that ends leaves to the next one. */
export type OvertakenSoFar = {
  /** Of the older file's policies and persons in their order: the bits are of these. */
  readonly digest: string;
  /** Newer files that are read to their end. */
  readonly versions: readonly string[];
  /** One for each policy and person of the older file: whether a newer one holds it. */
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

/** The good rows of a file until `isTimeOver`; false then. What was refused as a whole, or from a line on, has told nothing more. */
async function eachGoodRow(file: RegistryFile, isTimeOver: () => boolean, take: (row: RowToWrite) => void) {
  const judge = createFileMemory();
  try {
    for await (const some of readRegistryFile(file.chunks)) {
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
 * The policies and persons of an older file that newer files hold good rows of. The order that stands with an item is that of
 * the file that wrote it; a newer file that found it unchanged leaves no trace there (or every import would write a million
 * items). So a file that comes after a newer one, which is rare (a retry, a redrive), reads what the newer ones said instead.
 * Many large ones are more than one go can read: undefined when its time is over, and the next one goes on from what was kept.
 * Throws UnreadableFile when a newer file is gone.
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
    // The writing of the rows may take several goes, too.
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
