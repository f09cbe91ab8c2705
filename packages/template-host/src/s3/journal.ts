import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Entry, entrySchema } from './version.ts';

export type Journal = {
  /** Resolves when the entry is in the file. Entries keep the order of the calls. */
  readonly append: (entry: Entry) => Promise<void>;
  readonly close: () => Promise<void>;
};

const fileName = 'journal.jsonl';

/** Every entry of an earlier run; a last line torn by a crash was never answered for and is left out. */
export async function readJournal(directory: string): Promise<readonly Entry[]> {
  const text = await readFile(join(directory, fileName), 'utf8').catch(() => '');
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => v.parse(entrySchema, JSON.parse(line)));
}

/** Starts the journal anew with `entries` (what still counts of the earlier run); an interrupted start keeps the old one. */
export async function startJournal(directory: string, entries: readonly Entry[]): Promise<Journal> {
  const path = join(directory, fileName);
  await writeFile(`${path}.new`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  await rename(`${path}.new`, path);
  const file = await open(path, 'a');
  let waiting: string[] = [];
  let writing: Promise<void> = Promise.resolve();

  return {
    append(entry) {
      waiting.push(`${JSON.stringify(entry)}\n`);
      // Whatever gathers while one write is under way goes out in the next.
      if (waiting.length === 1) {
        writing = writing.then(async () => {
          const lines = waiting.join('');
          waiting = [];
          await file.appendFile(lines);
        });
      }
      return writing;
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

/** For a host that keeps nothing across restarts. */
export const noJournal: Journal = { append: async () => {}, close: async () => {} };
