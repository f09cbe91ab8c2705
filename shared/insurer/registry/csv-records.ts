import { parse } from 'csv-parse/sync';
import { innerEnd } from './csv-lines.ts';

/**
 * One record of a file: its fields, or undefined if its quotes cannot be right. `line`: the line that it begins on (1 = header).
 */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] | undefined };

/** The line in which spreadsheets name their separator: `sep=;`. */
const isSeparatorLine = (line: string): boolean => /^"?sep=.?"?$/i.test(line);

/** A quoted field may span this many lines; if it is longer, its quote was never closed. */
const mostLines = 20;

const isOdd = (line: string): boolean => {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
};

/** No file contains this text. Lines are joined before they are parsed as one record. */
const noRecordEnd = '\u0000\uffff\u0000';

function parseFields(text: string, separator: string): readonly string[] | undefined {
  // Without quotes, RFC 4180 only splits at the separators.
  if (!text.includes('"')) return text.split(separator);
  try {
    const [fields]: string[][] = parse(text, {
      ...{ delimiter: separator, relax_column_count: true, record_delimiter: noRecordEnd },
      // Some programs write blanks between a separator and a quote.
      trim: true,
    });
    return fields;
  } catch {
    return undefined;
  }
}

/**
 * Joins a file's lines to records (RFC 4180). A line with an odd number of quotes continues in the next ones. csv-parse itself
 * would lose the rows after a broken quote, at worst the rest of the file. Here a broken line loses only itself: if the joined
 * lines are no record that `fits` the header, reading continues right after the first of them. A line that does not fit is read
 * again by the other line ends in it. Lines that hold only separators
 * are no records: spreadsheets write them for rows that once had content (R9.2b). Neither is a line of control characters, such as
 * the Ctrl+Z with which DOS programs end a file.
 */
export function createRecordReader(separator: string, fits: (fields: readonly string[]) => boolean) {
  let lineNumber = 0;
  let open: string[] = [];

  const take = (text: string, line: number): CsvRecord => ({ line, fields: parseFields(text, separator) });
  const isEmpty = (text: string) =>
    text === '' ||
    (/^[\s\p{Cc}",;|]/u.test(text) && text.replaceAll(separator, '').replace(/["\s\p{Cc}]+/gu, '') === '');

  /** The rows of a line that is none itself: another program has joined its own rows to the file, with its own line ends. */
  const readRows = (text: string): CsvRecord[] | undefined => {
    const rows = text.split(innerEnd);
    if (rows.length === 1) return undefined;
    lineNumber--;
    return rows.flatMap(read);
  };

  /** Gives up the first of the open lines and reads the others again. */
  const giveUp = (): CsvRecord[] => {
    const [first = '', ...others] = open;
    open = [];
    lineNumber -= others.length;
    const broken = { line: lineNumber, fields: undefined };
    return [...(readRows(first) ?? [broken]), ...others.flatMap(read)];
  };

  function read(line: string): CsvRecord[] {
    lineNumber++;
    // The mark is at the beginning of a file, also of one that somebody appended to another.
    const text = line.startsWith('\ufeff') ? line.slice(1) : line;
    if (open.length === 0) {
      if (isEmpty(text) && !isOdd(text)) return [];
      if (lineNumber === 1 && isSeparatorLine(text)) return [];
      if (isOdd(text)) {
        open = [text];
        return [];
      }
      const record = take(text, lineNumber);
      return record.fields && fits(record.fields) ? [record] : (readRows(text) ?? [record]);
    }
    open.push(text);
    if (!isOdd(text)) return open.length > mostLines ? giveUp() : [];
    const record = take(open.join('\n'), lineNumber - open.length + 1);
    if (!record.fields || !fits(record.fields)) return giveUp();
    open = [];
    return [record];
  }

  return {
    /** The records that end with these lines. */
    read: (lines: readonly string[]): CsvRecord[] => lines.flatMap(read),
    /** The records that were still open at the end of the file. */
    end(): CsvRecord[] {
      const records: CsvRecord[] = [];
      while (open.length > 0) records.push(...giveUp());
      return records;
    },
  };
}
