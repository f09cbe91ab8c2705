import type { FileFormat } from './file-format.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The longest line of a registry file, in characters. A longer one has no line breaks, so the file is no registry file. */
const longestLine = 1024 * 1024;

/** Old Macintosh programs end lines with only CR. */
export type LineEnd = 'LF' | 'CR';

/** The end of a line: LF, CRLF, and CRCRLF, which two programs wrote that each turn LF into CRLF. */
const lineFeed = /\r{0,4}\n/;
const anyEnd = /\r{0,4}\n|\r/;

/** Both ends that are left in a line: of rows that another program wrote into the file, or of a cell's line breaks. */
export const innerEnd = /[\r\n]/;

/**
 * Whether most lines end with CR alone: old Macintosh programs write that, with LF inside quoted cells. Of as many of each kind the
 * first decides.
 */
export function hasMacintoshEnds(text: string): boolean {
  const bare = text.replace(/"[^"]*"/g, '');
  const [macintosh, others] = [/\r(?![\r\n])/g, /\n/g].map((end) => bare.match(end)?.length ?? 0);
  return macintosh === others ? anyEnd.exec(text)?.[0] === '\r' : (macintosh ?? 0) > (others ?? 0);
}

/** Splits a text at its line ends. */
export const splitLines = (text: string, lineEnd: LineEnd): string[] => text.split(lineEnd === 'CR' ? '\r' : lineFeed);

/**
 * Reads the physical lines of a file, many at a time, without their line ends and without a byte order mark. Bytes that are
 * invalid in the encoding become U+FFFD. Holds one chunk in memory, whatever the file's size. Throws UnreadableFile.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { format, lineEnd }: { readonly format: Pick<FileFormat, 'encoding'>; readonly lineEnd: LineEnd },
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder(format.encoding);
  let rest = '';
  for await (const chunk of chunks) {
    const lines = splitLines(rest + decoder.decode(chunk, { stream: true }), lineEnd);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) {
      // Rows with the other line end.
      const rows = rest.split(innerEnd);
      rest = rows.pop() ?? '';
      lines.push(...rows);
    }
    if (rest.length > longestLine) throw new UnreadableFile('line-too-long');
    // CRs at the very end may belong to an LF in the next chunk, so `rest` keeps them.
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest.replace(/\r+$/, '')];
}
