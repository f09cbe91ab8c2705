import { hasMacintoshEnds, type LineEnd, splitLines } from './csv-lines.ts';
import { createRecordReader } from './csv-records.ts';
import { type FileFormat, type Separator, separatorNames, separators } from './file-format.ts';
import { recogniseEncoding } from './recognise-encoding.ts';
import { columns } from './registry-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** What must be known about a file before its rows can be read. */
export type FileForm = {
  readonly format: Pick<FileFormat, 'encoding' | 'separator'>;
  readonly lineEnd: LineEnd;
  /** The fields of the first record, which names the columns; undefined if there is none. */
  readonly header: readonly string[] | undefined;
};

const isHeader = (fields: readonly string[]): boolean => {
  const names = new Set(fields.map((name) => name.trim()));
  return columns.every((column) => names.has(column));
};
/** The header is among the first lines, after at most `sep=;` and empty rows. */
const headerLines = 50;

function headerOf(lines: readonly string[], separator: Separator): readonly string[] | undefined {
  const reader = createRecordReader(separators[separator], isHeader);
  const [first] = [...reader.read(lines), ...reader.end()];
  return first && (first.fields ?? []).map((name) => name.trim());
}

/** Recognises encoding and separator (R9.2b). The separator is the one that finds most of the columns. Throws UnreadableFile. */
export async function recogniseForm(chunks: AsyncIterable<Uint8Array>): Promise<FileForm> {
  const { encoding, head, isAll } = await recogniseEncoding(chunks);
  const text = new TextDecoder(encoding).decode(head);
  const lineEnd = hasMacintoshEnds(text) ? 'CR' : 'LF';
  const lines = splitLines(text, lineEnd);
  if (lines.length === 1 && !isAll) throw new UnreadableFile('line-too-long');
  const found = separatorNames.map((separator) => {
    const header = headerOf(lines.slice(0, headerLines), separator);
    return { separator, header, known: columns.filter((column) => header?.includes(column)).length };
  });
  const [first, ...others] = found;
  if (!first) throw new Error('There is no separator');
  const best = others.reduce((one, other) => (other.known > one.known ? other : one), first);
  // If one of them finds only separators, there is no header.
  const header = found.some((one) => one.header === undefined) ? undefined : best.header;
  return { format: { encoding, separator: best.separator }, lineEnd, header };
}
