import type { FileForm } from './recognise-format.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** No line of a registry file is longer, in characters; what is has no line breaks, so it is no such file. */
const longestLine = 1024 * 1024;

/**
 * The physical lines of a file, many at a time, without their line ends (LF or CRLF; CR in a file that has no LF) and without a
 * byte order mark. What the encoding cannot have written becomes U+FFFD. Holds one chunk in memory, whatever the file's size.
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
    // A CR at the very end may be half of a CRLF whose LF comes with the next chunk: `rest` keeps it.
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest.replace(/\r$/, '')];
}
