import type { Encoding } from './file-format.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The size of a file's beginning, which is judged by itself, in bytes. */
const headSize = 64 * 1024;

/** After so many letters, if nearly all are UTF-8, the rest of the file need not be counted. */
const enoughLetters = 100;
/** With so many letters, a single-byte file is judged by their places in the table. */
const manyLetters = 20;

const has = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

/** ZIP (including xlsx and ods), gzip, old Excel's OLE, PDF. */
const isOtherFormat = (head: Uint8Array): boolean =>
  has(head, 0x50, 0x4b, 0x03, 0x04) ||
  has(head, 0x1f, 0x8b) ||
  has(head, 0xd0, 0xcf, 0x11, 0xe0) ||
  has(head, 0x25, 0x50, 0x44, 0x46);

/** UTF-32, which no decoder of the platform reads; its first mark begins like that of UTF-16. */
const isUtf32 = (head: Uint8Array): boolean => has(head, 0xff, 0xfe, 0, 0) || has(head, 0, 0, 0xfe, 0xff);

/**
 * A single NUL is a damaged cell, and NULs at the end fill up a block. If every fourth byte is NUL, it is UTF-16 without its mark,
 * or not text at all.
 */
const isBinary = (head: Uint8Array): boolean => {
  const text = head.subarray(0, head.findLastIndex((byte) => byte !== 0) + 1);
  let zeros = 0;
  for (const byte of text) if (byte === 0) zeros++;
  return zeros * 4 > text.length || (text.length === 0 && head.length > 0);
};

/** The encoding that a byte order mark names. */
function markedEncoding(head: Uint8Array): Encoding | undefined {
  if (has(head, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (has(head, 0xff, 0xfe)) return 'utf-16le';
  return has(head, 0xfe, 0xff) ? 'utf-16be' : undefined;
}

/** Letters below 0xC0 in Windows-1250 or ISO 8859-2; the other bytes there are signs. */
const lowLetters = new Set(
  [0x8a, 0x8c, 0x8d, 0x8e, 0x8f, 0x9a, 0x9c, 0x9d, 0x9e, 0x9f].concat([
    0xa1, 0xa3, 0xa5, 0xa6, 0xa9, 0xaa, 0xab, 0xac, 0xae, 0xaf, 0xb1, 0xb3, 0xb5, 0xb6, 0xb9, 0xba, 0xbb, 0xbc, 0xbe,
    0xbf,
  ]),
);
/** Bytes that are Š, ž or ť in ISO 8859-2, and in Windows-1250 signs or letters that are rare in Hungarian files. */
const isoLetters = [0xa6, 0xa9, 0xab, 0xac, 0xae, 0xb1, 0xb5, 0xb6, 0xb9, 0xbb, 0xbe];

/** Counts what distinguishes encodings, whatever pieces the bytes arrive in. */
function createTally() {
  const counts = new Uint32Array(256);
  let wellFormed = 0;
  let broken = 0;
  /** How many bytes the current letter still needs. */
  let missing = 0;

  const begin = (byte: number) => {
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xf4) missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    else broken++;
  };
  const sum = (bytes: Iterable<number>) => [...bytes].reduce((total, byte) => total + (counts[byte] ?? 0), 0);
  const between = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

  /** In DOS and Macintosh files, most accented letters are at bytes that are signs in these two encodings. */
  function singleByte(): Encoding {
    const high = sum(between(0x80, 0x100));
    const letters = sum(between(0xc0, 0x100)) + (high < manyLetters ? sum(lowLetters) : 0);
    if (letters * 2 < high) throw new UnreadableFile('unknown-encoding');
    return sum(isoLetters) > 0 && sum(between(0x80, 0xa0)) === 0 ? 'iso-8859-2' : 'windows-1250';
  }

  return {
    take(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (byte < 0x80 && missing === 0) continue;
        counts[byte] = (counts[byte] ?? 0) + 1;
        if (missing === 0) begin(byte);
        else if (byte >= 0x80 && byte < 0xc0) {
          if (--missing === 0) wellFormed++;
        } else {
          broken++;
          missing = 0;
          begin(byte);
        }
      }
    },
    isCertain: () => wellFormed >= enoughLetters && wellFormed > broken * 10,
    /** Words in Windows-1250 are hardly ever well-formed UTF-8 by chance, so the more frequent kind is the file's encoding. */
    encoding: (): Encoding => (wellFormed >= broken + (missing > 0 ? 1 : 0) ? 'utf-8' : singleByte()),
  };
}

/**
 * Recognises the encoding of a file (R9.2b). Returns it with the first 64 KB; `isAll`: the file has no more. Without a byte order
 * mark, it counts all bytes; in a UTF-8 file only until it is certain. Rows in another encoding than the rest are damaged rows.
 * Throws UnreadableFile if the file is not text (`not-a-csv-file`) or in a DOS or Macintosh encoding (`unknown-encoding`).
 */
export async function recogniseEncoding(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly encoding: Encoding; readonly head: Uint8Array; readonly isAll: boolean }> {
  const tally = createTally();
  let start: Buffer = Buffer.alloc(0);
  let marked: Encoding | undefined;
  let isJudged = false;
  const judgeHead = () => {
    isJudged = true;
    if (isOtherFormat(start)) throw new UnreadableFile('not-a-csv-file');
    if (isUtf32(start)) throw new UnreadableFile('unknown-encoding');
    marked = markedEncoding(start);
    if (marked === undefined && isBinary(start)) throw new UnreadableFile('not-a-csv-file');
  };
  let isAll = true;
  for await (const chunk of chunks) {
    tally.take(chunk);
    if (isJudged) isAll = false;
    else start = Buffer.concat([start, chunk]);
    if (!isJudged && start.length >= headSize) judgeHead();
    if (isJudged && (marked !== undefined || tally.isCertain())) {
      isAll = false;
      break;
    }
  }
  if (!isJudged) judgeHead();
  return {
    ...{ encoding: marked ?? tally.encoding(), head: start.subarray(0, headSize) },
    isAll: isAll && start.length <= headSize,
  };
}
