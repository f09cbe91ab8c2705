import { asArray, asBytes, asDictionary, asReference, type PdfDictionary, readDictionary } from './pdf-objects.ts';
import { opensWithoutPassword } from './user-password.ts';

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

const white = '[\\0\\t\\n\\f\\r ]';
const tokens = new RegExp(
  `startxref${white}+(\\d+)|(?<!start)xref|trailer|/Type${white}*/XRef\\b|/Filter${white}*/Standard\\b`,
  'g',
);
const objectHead = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj$/;

/**
 * Finds out whether a PDF needs a password to open, from its bytes in pieces and in constant memory (R9.3). Like readers, it
 * follows the last `startxref` to the trailer of the last revision and takes its `/Encrypt`. The encryption dictionary and the
 * trailers are never compressed (ISO 32000-1, 7.5.7, 7.5.8). `headerAt`: the offset of `%PDF-`; offsets may count from there.
 */
export function watchEncryption() {
  let text = '';
  let base = 0;
  let scanned = 0;
  let lastXref: number | undefined;
  let start: number | undefined;
  let lastObject = -1;
  let reads = 0;
  const sections: Section[] = [];
  const standard = new Map<number, PdfDictionary>();

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
    if (offset !== undefined) start = Number(offset);
    else if (said === 'xref') lastXref = base + token.index;
    else if (said === 'trailer') {
      const trailer = read(token.index + said.length);
      if (trailer) note({ at: lastXref ?? base + token.index, trailer });
    } else {
      const object = objectAround(token.index);
      if (!object) return;
      if (said.endsWith('/XRef')) note({ at: object.at, trailer: object.dictionary });
      else {
        standard.delete(object.number);
        standard.set(object.number, object.dictionary);
        const [oldest] = standard.keys();
        if (standard.size > mostObjects && oldest !== undefined) standard.delete(oldest);
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
    needsPassword(headerAt: number): boolean {
      scan(text.length);
      // A file that cannot be judged counts as encrypted: it is reported.
      if (reads > mostReads) return true;
      const near = (section: Section) =>
        start !== undefined && [start, start + headerAt].some((at) => Math.abs(section.at - at) <= 16);
      const trailer = (sections.findLast(near) ?? sections.at(-1))?.trailer;
      const encrypt = trailer?.get('Encrypt');
      if (!trailer || encrypt === undefined || encrypt === null) return false;
      const reference = asReference(encrypt);
      const encryption = reference === undefined ? asDictionary(encrypt) : standard.get(reference);
      const id = asBytes(asArray(trailer.get('ID'))?.[0]) ?? Buffer.alloc(0);
      return !encryption || !opensWithoutPassword(encryption, id);
    },
  };
}
