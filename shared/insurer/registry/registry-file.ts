import { dayOf } from '#shared/contract/day-of.ts';
import { hasAccents } from '#shared/insurer/identity/names.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { readLines } from './csv-lines.ts';
import { type CsvRecord, createRecordReader } from './csv-records.ts';
import { type FileFormat, separators } from './file-format.ts';
import { type FileForm, recogniseForm } from './recognise-format.ts';
import { type Column, columns, mayBeLeftOut, type ReadRow, readRow } from './registry-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** One version of an uploaded file in pieces; the chunks can be read again from the beginning. */
export type RegistryFile = { readonly lastModified: Date; readonly chunks: AsyncIterable<Uint8Array> };

export type RegistryFiles = {
  /** Opens one version of an uploaded file; undefined if it is gone. */
  open(object: UploadedObject): Promise<RegistryFile | undefined>;
};

/** One line of the file: a row, or why it has none. */
export type PlacedRow = ReadRow & { readonly line: number };

export type RegistryRows = {
  /** The recognised form of the file. */
  readonly format: FileFormat;
  /** Many at a time. */
  readonly placedRows: AsyncIterable<readonly PlacedRow[]>;
};

/** Assigns the fields of a record to columns, by the header's exact names; other columns are ignored. */
function layoutOf(header: FileForm['header']) {
  if (!header) throw new UnreadableFile('empty-file');
  if (columns.some((column) => header.indexOf(column) !== header.lastIndexOf(column)))
    throw new UnreadableFile('duplicate-columns');
  if (columns.some((column) => !header.includes(column))) throw new UnreadableFile('missing-columns');
  const positions = new Map<Column, number>(columns.map((column) => [column, header.indexOf(column)]));
  /** Spreadsheets leave out empty fields at the end of a row, or write more fields than there are columns (R9.2b). */
  const least =
    1 + Math.max(...columns.filter((column) => !mayBeLeftOut(column)).map((column) => header.indexOf(column)));
  const fits = (fields: readonly string[]) =>
    fields.length >= least && fields.slice(header.length).every((field) => field.trim() === '');
  return { positions, fits };
}

/**
 * Whether no name in the file's good rows has an accent (R2.4): a system without accents wrote it. Reads until the first accent,
 * which is in the first rows of any other file.
 */
async function isUnaccented(placedRows: AsyncIterable<readonly PlacedRow[]>): Promise<boolean> {
  let isAny = false;
  for await (const some of placedRows)
    for (const placed of some) {
      if (!('row' in placed)) continue;
      isAny = true;
      const { birthPlace: _place, birthDate: _date, ...names } = placed.row.identity;
      if (Object.values(names).some(hasAccents)) return false;
    }
  return isAny;
}

/**
 * Reads the rows of a registry file (R9.2), each with its line (the header's is 1; a row with a quoted line break has the line it
 * begins on). Days are judged by the file's own time, so every run gets the same result. Throws UnreadableFile before the first
 * row if the file as a whole cannot be trusted.
 */
export async function readRegistryFile({ chunks, lastModified }: RegistryFile): Promise<RegistryRows> {
  const form = await recogniseForm(chunks);
  const { positions, fits } = layoutOf(form.header);
  const today = dayOf(lastModified);
  const place = ({ line, fields }: CsvRecord): PlacedRow => {
    if (!fields) return { line, reason: 'broken-quotes' };
    if (!fits(fields)) return { line, reason: 'wrong-column-count' };
    return { line, ...readRow((column) => fields[positions.get(column) ?? -1] ?? '', today) };
  };
  async function* placedRows() {
    const reader = createRecordReader(separators[form.format.separator], fits);
    let isHeaderRead = false;
    for await (const lines of readLines(chunks, form)) {
      const records = reader.read(lines);
      const rows = isHeaderRead ? records : records.slice(1);
      isHeaderRead ||= records.length > 0;
      yield rows.map(place);
    }
    yield reader.end().map(place);
  }
  async function* markedUnaccented() {
    for await (const some of placedRows())
      yield some.map((one) => ('row' in one ? { ...one, row: { ...one.row, isUnaccented: true as const } } : one));
  }
  const unaccented = await isUnaccented(placedRows());
  return { format: { ...form.format, unaccented }, placedRows: unaccented ? markedUnaccented() : placedRows() };
}
