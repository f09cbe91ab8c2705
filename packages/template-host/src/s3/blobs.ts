import { randomBytes } from 'node:crypto';
import { createReadStream, openSync, readFileSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

/** The bytes of objects and parts, each in a file of its own, which never changes once written. */
export type Blobs = {
  /** Writes the bytes and returns the file's name. */
  readonly write: (bytes: Uint8Array) => Promise<string>;
  /** Joins several blobs into a new one; `onChunk` sees every byte. */
  readonly join: (names: readonly string[], onChunk: (bytes: Uint8Array) => void) => Promise<string>;
  /**
   * The bytes `start`..`end` (both included). The file is opened before this returns, so that a deletion right after does not
   * break the answer.
   */
  readonly read: (name: string, size: number, start: number, end: number) => Buffer | Readable;
  /** Copies the bytes `start`..`end` (both included) of a blob into a new one; `onChunk` sees every byte. */
  readonly copy: (
    name: string,
    range: { readonly start: number; readonly end: number },
    onChunk: (bytes: Uint8Array) => void,
  ) => Promise<string>;
  /** All the bytes as a stream. A stream that is not read to its end must be destroyed. */
  readonly stream: (name: string, size: number) => Readable;
  readonly remove: (name: string) => Promise<void>;
  /** Deletes every file that `isKept` does not know: a crash left it. */
  readonly sweep: (isKept: (name: string) => boolean) => Promise<void>;
};

const smallSize = 64 * 1024; // bytes
const highWaterMark = 256 * 1024; // bytes

/** Blobs in `directory`, which is created if it is missing. */
export async function openBlobs(directory: string): Promise<Blobs> {
  await mkdir(directory, { recursive: true });
  const path = (name: string) => join(directory, name);
  const newName = () => randomBytes(16).toString('hex');

  const openRange = (name: string, start: number, end: number) =>
    createReadStream(path(name), { fd: openSync(path(name), 'r'), start, end, highWaterMark });
  const openWhole = (name: string) => openRange(name, 0, Number.POSITIVE_INFINITY);

  async function pour(sources: readonly (() => Readable)[], onChunk: (bytes: Uint8Array) => void): Promise<string> {
    const name = newName();
    const file = await open(path(name), 'wx');
    try {
      for (const openSource of sources) {
        for await (const chunk of openSource()) {
          onChunk(chunk);
          await file.appendFile(chunk);
        }
      }
    } finally {
      await file.close();
    }
    return name;
  }

  return {
    async write(bytes) {
      const name = newName();
      await writeFile(path(name), bytes);
      return name;
    },
    join: (names, onChunk) =>
      pour(
        names.map((name) => () => openWhole(name)),
        onChunk,
      ),
    copy(name, { start, end }, onChunk) {
      // Opened before the first wait, so that a deletion right after does not break the copy.
      const source = end < start ? undefined : openRange(name, start, end);
      return pour(source ? [() => source] : [], onChunk);
    },
    read(name, size, start, end) {
      // A small body is a Buffer: it leaves no file open if it is not read.
      if (size <= smallSize) return readFileSync(path(name)).subarray(start, end + 1);
      return openRange(name, start, end);
    },
    stream: (name, size) => (size <= smallSize ? Readable.from([readFileSync(path(name))]) : openWhole(name)),
    remove: (name) => rm(path(name), { force: true }),
    async sweep(isKept) {
      const left = (await readdir(directory)).filter((name) => !isKept(name));
      await Promise.all(left.map((name) => rm(path(name), { force: true })));
    },
  };
}
