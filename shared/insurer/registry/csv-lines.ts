import type { FileForm } from './recognise-format.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** The longest line of a registry file, in characters. A longer one has no line breaks, so the file is no registry file. */
const longestLine = 1024 * 1024;

/**
 * Reads the physical lines of a file, many at a time, without their line ends (LF or CRLF; CR in a file without LF) and without a
 * byte order mark. Bytes that are invalid in the encoding become U+FFFD. Holds one chunk in memory, whatever the file's size.
 * Throws UnreadableFile.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  { format, lineEnd }: Pick<FileForm, 'format' | 'lineEnd'>,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder(format.encoding);
  const ends = lineEnd === 'CR' ? /\r/ : /\r?\n/;
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(ends);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new UnreadableFile('line-too-long');
    // A CR at the very end may be half of a CRLF whose LF is in the next chunk, so `rest` keeps it.
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest.replace(/\r$/, '')];
}
