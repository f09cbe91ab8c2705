import { UnreadableFile } from './unreadable-file.ts';

/** The beginning that is judged before anything is taken from a file, in bytes. */
const headSize = 64 * 1024;
/** No line of a registry file is longer, in characters; what is has no line breaks, so it is no such file. */
const longestLine = 1024 * 1024;

/**
 * Refuses a file that begins in another encoding: Windows-1250 has an accented letter within its first rows. A
 * broken letter further down costs only its row (`not-utf-8`).
 */
function checkEncoding(head: Uint8Array): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, headSize), { stream: true });
  } catch (error) {
    throw new UnreadableFile('not-utf-8', { cause: error });
  }
}

/** The same bytes, once their beginning is judged, however small the pieces in which S3 sends it. */
async function* withJudgedHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0);
  let isJudged = false;
  for await (const chunk of chunks) {
    if (isJudged) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headSize) continue;
    checkEncoding(head);
    isJudged = true;
    yield head;
  }
  if (isJudged) return;
  checkEncoding(head);
  yield head;
}

/**
 * The physical lines of a UTF-8 file, many at a time, without their line ends (LF or CRLF) and without a byte order
 * mark. Holds one chunk or the beginning in memory, whatever the file's size. Throws UnreadableFile.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  for await (const chunk of withJudgedHead(chunks)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new UnreadableFile('line-too-long');
    // A CR at the very end may be half of a CRLF whose LF comes with the next chunk: `rest` keeps it.
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest.replace(/\r$/, '')];
}
