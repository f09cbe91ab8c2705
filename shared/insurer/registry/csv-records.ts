import { parse } from 'csv-parse/sync';

/** One record of a file: its fields, or undefined when its quotes cannot be right; `line` is where it begins (1 = header). */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] | undefined };

/** The line by which spreadsheets name their separator to each other: `sep=;`. */
const isSeparatorLine = (line: string): boolean => /^"?sep=.?"?$/i.test(line);

/** A quoted field may span this many lines; more is a quote that was never closed. */
const mostLines = 20;

const isOdd = (line: string): boolean => {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
};

/** No text of a file has it: lines are joined before they are parsed as one record. */
const noRecordEnd = '\u0000\uffff\u0000';

function parseFields(text: string, separator: string): readonly string[] | undefined {
  // Without a quote, RFC 4180 has nothing more to say than its separators.
  if (!text.includes('"')) return text.split(separator);
  try {
    const [fields]: string[][] = parse(text, {
      ...{ delimiter: separator, relax_column_count: true, record_delimiter: noRecordEnd },
    });
    return fields;
  } catch {
    return undefined;
  }
}

/**
 * Joins a file's lines to records (RFC 4180). A line with an odd number of quotes continues in the next ones. csv-parse itself
 * would lose the rows behind a broken quote, at worst the rest of the file; here a broken line costs only itself: where the
 * joined lines are no record that `fits` the header, reading continues right after the first of them. Lines of nothing but
 * separators are no records: spreadsheets write them for rows that once held something (R9.2b).
 */
export function createRecordReader(separator: string, fits: (fields: readonly string[]) => boolean) {
  let lineNumber = 0;
  let open: string[] = [];

  const take = (text: string, line: number): CsvRecord => ({ line, fields: parseFields(text, separator) });
  const isEmpty = (text: string) =>
    text === '' || (/^[\s",;|]/.test(text) && text.replaceAll(separator, '').replaceAll('"', '').trim() === '');

  /** Gives up on the first of the open lines and reads the others again. */
  const giveUp = (): CsvRecord[] => {
    const [, ...others] = open;
    const broken = { line: lineNumber - others.length, fields: undefined };
    open = [];
    lineNumber -= others.length;
    return [broken, ...others.flatMap(read)];
  };

  function read(text: string): CsvRecord[] {
    lineNumber++;
    if (open.length === 0) {
      if (isEmpty(text) && !isOdd(text)) return [];
      if (lineNumber === 1 && isSeparatorLine(text)) return [];
      if (!isOdd(text)) return [take(text, lineNumber)];
      open = [text];
      return [];
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
    /** What was still open at the end of the file. */
    end(): CsvRecord[] {
      const records: CsvRecord[] = [];
      while (open.length > 0) records.push(...giveUp());
      return records;
    },
  };
}
