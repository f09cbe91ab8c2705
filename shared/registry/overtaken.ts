import { createFileMemory } from './file-memory.ts';
import type { RegistryFile } from './import-files.ts';
import { readRegistryFile } from './registry-file.ts';
import type { RowToWrite } from './registry-writer.ts';
import { createSeenKeys } from './seen-keys.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What newer files have told already, so that an older one is silent about it. */
export type Overtaken = {
  /** What is left of a row to write; undefined when newer files have told all of it. */
  leave(row: RowToWrite): RowToWrite | undefined;
};

export const nothingOvertaken: Overtaken = { leave: (row) => row };

/**
 * The policies and persons that these newer files hold good rows of. The order that stands with an item is that of the
 * file that wrote it; a newer file that found it unchanged leaves no trace there (or every import would write a million
 * items). So a file that comes after a newer one, which is rare (a retry, a redrive), reads what the newer ones said
 * instead: reading is cheap. Throws UnreadableFile when a newer file is gone.
 */
export async function readOvertaken(newer: AsyncIterable<RegistryFile | undefined>): Promise<Overtaken> {
  const policies = createSeenKeys();
  const persons = createSeenKeys();
  for await (const file of newer) {
    if (!file) throw new UnreadableFile('newer-file-gone');
    await note(file);
  }

  async function note({ chunks }: RegistryFile) {
    const judge = createFileMemory();
    try {
      for await (const some of readRegistryFile(chunks))
        for (const placed of some) {
          const judged = 'row' in placed ? judge(placed.row) : placed;
          if ('reason' in judged) continue;
          policies.note(judged.row.policyNumber);
          persons.note(judged.row.customerId);
        }
    } catch (error) {
      // What was refused as a whole, or from a line on, has told nothing more.
      if (!(error instanceof UnreadableFile)) throw error;
    }
  }

  return {
    leave(row) {
      const withPerson = row.withPerson && !persons.has(row.customerId);
      if (!policies.has(row.policyNumber)) return { ...row, withPerson };
      return withPerson ? { ...row, withPerson, withoutPolicy: true } : undefined;
    },
  };
}
