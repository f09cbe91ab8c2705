import { type PdfDictionary, readDictionary } from './pdf-objects.ts';

/**
 * The longest dictionary that is read, in bytes, and the most sections that are kept. No producer writes a file of more
 * revisions.
 */
const longest = 16 * 1024;
const mostSections = 512;
const mostObjects = 64;
/** The most dictionaries that are read: a file that is made to have more would keep the worker busy. */
const mostReads = 10_000;

/** A cross-reference section: its offset in the file, and its trailer. */
type Section = { readonly at: number; readonly trailer: PdfDictionary };

/** What a PDF says of its own structure, in as far as it matters here. Offsets are in bytes from the file's first one. */
export type PdfStructure = {
  /** The cross-reference sections in the file's order; of a great many the first and the last ones. */
  readonly sections: readonly Section[];
  /** The encryption dictionaries by the numbers of their objects, the latest ones. */
  readonly encryptions: ReadonlyMap<number, PdfDictionary>;
  /** Where the last `startxref` says that the last section is. */
  readonly lastStart: number | undefined;
  /** How many `startxref` there are. */
  readonly starts: number;
  /** Where the last `%PDF-` is. */
  readonly lastHeader: number;
  /** Whether `%%EOF` follows the last `startxref`, or is there without any. */
  readonly hasEndMark: boolean;
  /** Whether parts of a PDF follow the last end mark or `startxref`: something begins there that does not end. */
  readonly goesOn: boolean;
  /** Whether it holds more dictionaries than are read. */
  readonly isUnreadable: boolean;
};

const white = '[\\0\\t\\n\\f\\r ]';
const tokens = new RegExp(
  `startxref${white}+(\\d+)|(?<!start)xref|trailer(?=${white}*<<)|/Type${white}*/XRef\\b|/Filter${white}*/Standard\\b|%%EOF|%PDF-\\d`,
  'g',
);
const objectHead = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj$/;

/** Parts of a PDF: behind the end of a whole file there are none, whatever else follows it. */
const part = /%PDF-\d|\bendobj\b|\bendstream\b|\d\s+\d+\s+obj\b|\bxref\s+\d+\s+\d+\s|\btrailer\s*<</g;
/** The longest text that `part` needs to recognise one. */
const longestPart = 64;
/** The beginning of a part at the very end. A zero on a line of its own is none: web servers leave it behind (chunked encoding). */
const beginning = /^\s*(?:[1-9]\d* ?|\d+\s+\d+\s*(?:o|ob)?|x|xr|xre|xref[\s\d]*)$/;

/** The file's offset of the section that `startxref` gives, counted from the header at `headerAt` or from the first byte. */
export const sectionAt = ({ sections, lastStart }: PdfStructure, headerAt: number): Section | undefined =>
  sections.findLast(
    ({ at }) =>
      lastStart !== undefined && [lastStart, lastStart + headerAt].some((start) => Math.abs(at - start) <= 16),
  );

/**
 * Reads the structure of a PDF while its bytes pass by in pieces, in constant memory. Trailers, `startxref` and the encryption
 * dictionary are never compressed (ISO 32000-1, 7.5.5, 7.5.7, 7.5.8).
 */
export function watchStructure() {
  let text = '';
  let base = 0;
  let scanned = 0;
  let lastXref: number | undefined;
  let lastStart: number | undefined;
  let starts = 0;
  let lastHeader = 0;
  let lastObject = -1;
  let reads = 0;
  let hasEndMark = false;
  /** From here on no part was seen since the last end; undefined once one was. */
  let quietFrom: number | undefined;
  const sections: Section[] = [];
  const encryptions = new Map<number, PdfDictionary>();

  function note(section: Section): void {
    // Readers begin with the first or the last sections, so drop one in the middle.
    if (sections.length >= mostSections) sections.splice(mostSections / 2, 1);
    sections.push(section);
  }

  const read = (at: number): PdfDictionary | undefined =>
    ++reads > mostReads ? undefined : readDictionary(text.slice(at, at + longest), 0);

  /** The object around a place in the text: its number, offset in the file and dictionary. */
  function objectAround(place: number) {
    const earliest = Math.max(0, place - longest);
    const obj = earliest + text.slice(earliest, place).lastIndexOf('obj');
    const from = Math.max(0, obj - 32);
    const head = obj < earliest ? null : objectHead.exec(text.slice(from, obj + 3));
    if (!head || base + obj === lastObject) return undefined;
    lastObject = base + obj;
    const dictionary = read(obj + 3);
    return dictionary ? { number: Number(head[1]), at: base + from + head.index, dictionary } : undefined;
  }

  function see(token: RegExpExecArray): void {
    const [said, offset] = token;
    if (offset !== undefined || said === '%%EOF') {
      quietFrom = base + token.index + said.length;
      hasEndMark = offset === undefined;
      if (offset === undefined) return;
      starts++;
      lastStart = Number(offset);
    } else if (said.startsWith('%PDF')) lastHeader = base + token.index;
    else if (said === 'xref') lastXref = base + token.index;
    else if (said === 'trailer') {
      const trailer = read(token.index + said.length);
      if (trailer) note({ at: lastXref ?? base + token.index, trailer });
    } else {
      const object = objectAround(token.index);
      if (!object) return;
      if (said.endsWith('/XRef')) note({ at: object.at, trailer: object.dictionary });
      else {
        encryptions.delete(object.number);
        encryptions.set(object.number, object.dictionary);
        const [oldest] = encryptions.keys();
        if (encryptions.size > mostObjects && oldest !== undefined) encryptions.delete(oldest);
      }
    }
  }

  /** Searches the text except its last bytes, which may hold the beginning of a dictionary. */
  function scan(end: number): void {
    tokens.lastIndex = scanned;
    for (let token = tokens.exec(text); token && token.index < end; token = tokens.exec(text)) {
      see(token);
      scanned = token.index + token[0].length;
    }
    scanned = Math.max(scanned, end);
    if (quietFrom !== undefined) {
      part.lastIndex = quietFrom - base;
      const found = part.exec(text);
      // What lies behind the scanned text may be a new end.
      quietFrom = found && found.index < end ? undefined : Math.max(quietFrom, base + scanned - longestPart);
    }
    const dropped = Math.max(0, scanned - longest);
    text = text.slice(dropped);
    base += dropped;
    scanned -= dropped;
  }

  return {
    add(chunk: Uint8Array): void {
      text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      if (text.length - scanned >= 4 * longest) scan(text.length - longest);
    },

    /** Call it after all bytes have passed. */
    end(): PdfStructure {
      scan(text.length);
      const rest = quietFrom === undefined ? '' : text.slice(quietFrom - base);
      const goesOn = quietFrom === undefined || beginning.test(rest);
      const isUnreadable = reads > mostReads;
      return { sections, encryptions, lastStart, starts, lastHeader, hasEndMark, goesOn, isUnreadable };
    },
  };
}
