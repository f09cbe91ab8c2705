import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { readLines } from './csv-lines.ts';
import { type CsvRecord, createRecordReader } from './csv-records.ts';
import { type Column, columns, type ReadRow, readRow } from './registry-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** One version of an uploaded file, a piece at a time. */
export type RegistryFile = { readonly lastModified: Date; readonly chunks: AsyncIterable<Uint8Array> };

export type RegistryFiles = {
  /** One version of an uploaded file; undefined when it is gone. */
  open(object: UploadedObject): Promise<RegistryFile | undefined>;
};

/** One line of the file: a row, or why there is none. */
export type PlacedRow = ReadRow & { readonly line: number };

/** The position of each column, by the header's exact names; other columns are ignored. */
function readHeader({ fields }: CsvRecord): ReadonlyMap<Column, number> {
  const names = fields?.map((name) => name.trim()) ?? [];
  if (names.length === 1 && /[;\t|]/.test(names[0] ?? '')) throw new UnreadableFile('not-comma-separated');
  if (columns.some((column) => names.indexOf(column) !== names.lastIndexOf(column)))
    throw new UnreadableFile('duplicate-columns');
  if (columns.some((column) => !names.includes(column))) throw new UnreadableFile('missing-columns');
  return new Map(columns.map((column) => [column, names.indexOf(column)]));
}

const rowReader = (header: CsvRecord) => {
  const positions = readHeader(header);
  const count = header.fields?.length;
  return ({ line, fields }: CsvRecord): PlacedRow => {
    if (!fields) return { line, reason: 'broken-quotes' };
    if (fields.length !== count) return { line, reason: 'wrong-column-count' };
    return { line, ...readRow((column) => fields[positions.get(column) ?? -1] ?? '') };
  };
};

/**
 * The rows of a registry file (R9.2), many at a time, each with its line (the header's is 1; a row with a quoted line break
 * has the line it begins on). Throws UnreadableFile before the first row when the file as a whole cannot be trusted.
 */
export async function* readRegistryFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly PlacedRow[]> {
  const reader = createRecordReader();
  let readPlaced: ((record: CsvRecord) => PlacedRow) | undefined;
  const place = (records: readonly CsvRecord[]): PlacedRow[] => {
    const [first, ...others] = records;
    if (readPlaced) return records.map(readPlaced);
    if (!first) return [];
    readPlaced = rowReader(first);
    return others.map(readPlaced);
  };
  for await (const lines of readLines(chunks)) yield place(reader.read(lines));
  yield place(reader.end());
  if (!readPlaced) throw new UnreadableFile('empty-file');
}
