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
import * as v from 'valibot';

/** All changes of a service, on disk. One line is one atomic step: it is there as a whole or not at all. */
export type Journal<Line> = {
  /**
   * Hands the line to the operating system before it returns, so that what was answered survives the end of this process.
   *
   * @throws the disk's error; then nothing of the line is there
   */
  readonly append: (line: Line) => void;
  readonly close: () => void;
};

type Needs<Line> = {
  /** Where state is kept across restarts; without it, the journal keeps nothing. */
  readonly directory: string | undefined;
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, Line>;
  /** Applies one line of an earlier run. */
  readonly replay: (line: Line) => void;
  /** The current state in as few lines as possible. */
  readonly summary: () => Iterable<Line>;
};

/**
 * Opens `<directory>/<name>.jsonl` and replays it. A last line that a crash cut short is left out: its call was never answered.
 * The file is then rewritten to its resulting state, so that it does not grow for ever.
 *
 * @throws Error for any other line that cannot be read: an unreadable file must not look like an empty one
 */
export async function openJournal<Line>(needs: Needs<Line>): Promise<Journal<Line>> {
  const { directory, name } = needs;
  if (directory === undefined) return { append: () => {}, close: () => {} };
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const older = join(directory, `${name}.json`);
  if (existsSync(older)) throw new Error(`${older} was kept by an earlier version of this host: choose another folder`);
  const file = join(directory, `${name}.jsonl`);
  if (existsSync(file)) await replayFile(file, needs);
  rewrite(file, needs.summary());

  const journal = openSync(file, 'a');
  let closed = false;
  let length = fstatSync(journal).size;
  return {
    append(line) {
      if (closed) throw new Error(`The journal ${name} is closed`);
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      try {
        appendFileSync(journal, bytes);
        length += bytes.length;
      } catch (error) {
        // The disk is full: half a line must not precede the next one.
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

/** Writes a second file and renames it, so that a crash leaves the old file or the new one. */
function rewrite(file: string, lines: Iterable<unknown>) {
  // Only the owner of this machine may read users' data.
  const rewritten = openSync(`${file}.new`, 'w', 0o600);
  let waiting: string[] = [];
  const flush = () => {
    appendFileSync(rewritten, waiting.join(''));
    waiting = [];
  };
  for (const line of lines) {
    waiting.push(`${JSON.stringify(line)}\n`);
    if (waiting.length === 1000) flush();
  }
  flush();
  closeSync(rewritten);
  renameSync(`${file}.new`, file);
}

async function replayFile<Line>(file: string, { schema, replay }: Needs<Line>) {
  let rest = '';
  let number = 0;
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number += 1;
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), line);
      if (!parsed.success) throw new Error(`${file}: line ${number} cannot be read`);
      replay(parsed.output);
    }
  }
}
