import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** The kept state of one emulated service. */
export type StateFile<State> = {
  /** What the last run left, if anything. */
  readonly loaded: State | undefined;
  /** Notes that the state changed: `snapshot` is taken and written a moment later, many changes in one write. */
  readonly changed: (snapshot: () => State) => void;
  /** Writes what is still unwritten. Rejects when the last write failed. */
  readonly close: () => Promise<void>;
};

const debounceMs = 200;

/** A large state is written less often: at most this share of the time goes into writing it down. */
const writingShare = 0.05;

/**
 * Opens `<directory>/<name>.json`; without a directory nothing is kept. Only the owner of the machine may read the
 * file, since queues and mails hold what users wrote. Throws when the file is there but is no such state: an
 * unreadable file must not look like an empty one.
 */
export async function openStateFile<State>(options: {
  readonly directory: string | undefined;
  readonly name: string;
  readonly schema: v.GenericSchema<unknown, State>;
}): Promise<StateFile<State>> {
  const { directory, name, schema } = options;
  if (directory === undefined) return { loaded: undefined, changed: () => {}, close: async () => {} };
  await mkdir(directory, { recursive: true });
  const path = join(directory, `${name}.json`);
  let unwritten: (() => State) | undefined;
  let wake: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let tookMs = 0;

  const write = () => {
    clearTimeout(wake);
    wake = undefined;
    if (!unwritten) return writing;
    const started = performance.now();
    const text = JSON.stringify(unwritten());
    tookMs = performance.now() - started;
    unwritten = undefined;
    // A write that failed does not keep later ones from trying.
    const before = writing.catch(() => {});
    writing = before.then(async () => {
      // Written beside and renamed, so that a crash leaves the old state or the new one, never half of it.
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
    return writing;
  };

  return {
    loaded: await readState(path, schema),
    changed(snapshot) {
      unwritten = snapshot;
      // A failed last write is kept in `writing` and surfaces on close().
      const pauseMs = Math.max(debounceMs, tookMs / writingShare);
      wake ??= setTimeout(() => void write().catch(() => {}), pauseMs).unref();
    },
    close: write,
  };
}

async function readState<State>(path: string, schema: v.GenericSchema<unknown, State>): Promise<State | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : v.parse(schema, JSON.parse(text));
}
