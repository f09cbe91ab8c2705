import {
  appendFileSync,
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { attributes, type Item, type TableShape, tableShape } from './table-shape.ts';

/** What happened to the store: a table made or altered, a table dropped, an item put (or, without `item`, deleted). */
export type Change =
  | { readonly table: TableShape }
  | { readonly drop: string }
  | { readonly in: string; readonly key: string; readonly item?: Item | undefined };

const change = v.union([
  v.object({ table: tableShape }),
  v.object({ drop: v.string() }),
  v.object({ in: v.string(), key: v.string(), item: v.optional(attributes) }),
]);

/** Everything that happened, on disk. One line is one atomic step: a transaction is there as a whole or not at all. */
export type Journal = {
  /** Hands the line to the operating system before it returns: what was answered survives the end of this process. */
  readonly append: (changes: readonly Change[]) => void;
  readonly close: () => void;
};

/** A journal that keeps nothing, for a host without a directory. */
export const forgetfulJournal: Journal = { append: () => {}, close: () => {} };

type Needs = {
  readonly directory: string;
  /** Takes up one change of an earlier run. */
  readonly replay: (change: Change) => void;
  /** The present state as the fewest changes that lead to it. */
  readonly summary: () => Iterable<Change>;
};

/**
 * Opens `<directory>/dynamodb.jsonl` and replays what it holds. A last line cut short by a crash is left out: its
 * call was never answered. The file is then rewritten to the present state, so that it does not grow for ever.
 *
 * @throws Error for a line that cannot be read and is not the last
 */
export async function openJournal({ directory, replay, summary }: Needs): Promise<Journal> {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'dynamodb.jsonl');
  if (existsSync(file)) await replayFile(file, replay);

  rewrite(file, summary());
  const journal = openSync(file, 'a');
  let closed = false;
  let length = fstatSync(journal).size;
  return {
    append(changes) {
      if (closed) throw new Error('The DynamoDB journal is closed');
      const line = Buffer.from(`${JSON.stringify(changes)}\n`);
      try {
        appendFileSync(journal, line);
        length += line.length;
      } catch (error) {
        // A full disk: half a line must not stand before the next one.
        ftruncateSync(journal, length);
        throw error;
      }
    },
    close() {
      if (closed) return;
      closed = true;
      closeSync(journal);
    },
  };
}

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
function rewrite(file: string, changes: Iterable<Change>) {
  // Only the owner of this machine may read what users entrusted.
  const rewritten = openSync(`${file}.new`, 'w', 0o600);
  let lines: string[] = [];
  const flush = () => {
    appendFileSync(rewritten, lines.join(''));
    lines = [];
  };
  for (const step of changes) {
    lines.push(`${JSON.stringify([step])}\n`);
    if (lines.length === 1000) flush();
  }
  flush();
  closeSync(rewritten);
  renameSync(`${file}.new`, file);
}

async function replayFile(file: string, replay: (change: Change) => void) {
  let broken: number | undefined;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (broken !== undefined) throw new Error(`${file}: line ${broken} cannot be read`);
    const changes = parseLine(line);
    if (!changes) broken = number;
    for (const step of changes ?? []) replay(step);
  }
}

function parseLine(line: string): Change[] | undefined {
  try {
    return v.parse(v.array(change), JSON.parse(line));
  } catch {
    return undefined;
  }
}
