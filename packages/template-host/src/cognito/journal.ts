import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

export type Collection<Item> = {
  /** What was there when the journal was opened. */
  readonly loaded: () => readonly Item[];
  readonly put: (key: string, item: Item) => void;
  readonly remove: (key: string) => void;
};

/** Keeps the pool's state across restarts: one JSON line a change, written in the order of the changes. */
export type Journal = {
  /** Throws when what is kept under this name does not fit the schema. */
  readonly collection: <Item>(name: string, schema: v.GenericSchema<unknown, Item>) => Collection<Item>;
  /** Resolves when everything noted so far is in the file; throws when the disk refuses. */
  readonly flush: () => Promise<void>;
};

/** A journal in `directory` (made when missing), or one that forgets everything when there is none. */
export async function openJournal(directory: string | undefined): Promise<Journal> {
  if (!directory) return { collection: () => ({ loaded: () => [], put: noop, remove: noop }), flush: async () => {} };
  const file = join(directory, 'cognito-journal.jsonl');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const state = await readState(file);
  await compact(file, state);

  let pending: string[] = [];
  let writing: Promise<void> = Promise.resolve();
  const note = (name: string, key: string, item?: unknown) =>
    pending.push(`${JSON.stringify(item === undefined ? [name, key] : [name, key, item])}\n`);

  return {
    collection<Item>(name: string, schema: v.GenericSchema<unknown, Item>) {
      return {
        loaded: () => [...(state.get(name)?.values() ?? [])].map((item) => v.parse(schema, item)),
        put: (key: string, item: Item) => void note(name, key, item),
        remove: (key: string) => void note(name, key),
      };
    },
    flush() {
      if (pending.length > 0) {
        const lines = pending.join('');
        pending = [];
        // Who waited for a write that failed was told; later ones are tried anew.
        writing = writing.catch(noop).then(() => appendFile(file, lines));
      }
      return writing;
    },
  };
}

type State = Map<string, Map<string, unknown>>;

async function readState(file: string): Promise<State> {
  const state: State = new Map();
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // Only a line with its end counts: a process that was killed may leave half of one.
  for (const line of text.split('\n').slice(0, -1)) {
    const [name, key, item]: [string, string, unknown] = JSON.parse(line);
    const items = state.get(name) ?? new Map<string, unknown>();
    if (item === undefined) items.delete(key);
    else items.set(key, item);
    state.set(name, items);
  }
  return state;
}

async function compact(file: string, state: State) {
  const lines = [...state].flatMap(([name, items]) =>
    [...items].map(([key, item]) => `${JSON.stringify([name, key, item])}\n`),
  );
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function noop() {}
