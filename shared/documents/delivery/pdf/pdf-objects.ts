/** Values of PDF syntax (ISO 32000-1, 7.3): those that trailers and encryption dictionaries hold. */
export type PdfValue =
  | null
  | boolean
  | number
  | { readonly name: string }
  | { readonly bytes: Buffer }
  | { readonly ref: number }
  | readonly PdfValue[]
  | PdfDictionary;
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

/** The deepest nesting of arrays and dictionaries; real files have three levels. */
const deepest = 16;

const blank = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const reference = /(\d+)[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
const number = /[+-]?(?:\d+\.?\d*|\.\d+)/y;
const word = /true|false|null/y;
const nameToken = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;
const hexString = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;

class Malformed extends Error {}

/** Reads values from a Latin-1 text, one after the other. */
class Reader {
  readonly text: string;
  at: number;
  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  private takes(token: string): boolean {
    this.take(blank);
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  value(depth = 0): PdfValue {
    if (depth > deepest) throw new Malformed();
    if (this.takes('<<')) return this.dictionary(depth);
    if (this.takes('[')) {
      const values: PdfValue[] = [];
      while (!this.takes(']')) values.push(this.value(depth + 1));
      return values;
    }
    const [, name] = this.take(nameToken) ?? [];
    if (name !== undefined) return { name: plainName(name) };
    const [, hex] = this.take(hexString) ?? [];
    if (hex !== undefined) return { bytes: bytesOfHex(hex) };
    if (this.takes('(')) return { bytes: this.literal() };
    const [, ref] = this.take(reference) ?? [];
    if (ref !== undefined) return { ref: Number(ref) };
    const [digits] = this.take(number) ?? [];
    if (digits !== undefined) return Number(digits);
    const [said] = this.take(word) ?? [];
    if (said === undefined) throw new Malformed();
    return said === 'null' ? null : said === 'true';
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    while (!this.takes('>>')) {
      const [, key] = this.take(nameToken) ?? [];
      if (key === undefined) throw new Malformed();
      entries.set(plainName(key), this.value(depth + 1));
    }
    return entries;
  }

  /** The rest of a string, after its opening parenthesis. */
  private literal(): Buffer {
    const bytes: number[] = [];
    for (let open = 1; ; ) {
      const letter = this.text[this.at++];
      if (letter === undefined) throw new Malformed();
      if (letter === '\\') {
        this.escape(bytes);
        continue;
      }
      if (letter === '(') open++;
      if (letter === ')' && --open === 0) return Buffer.from(bytes);
      bytes.push(letter.charCodeAt(0));
    }
  }

  private escape(bytes: number[]): void {
    const [octal] = this.take(/[0-7]{1,3}/y) ?? [];
    if (octal !== undefined) {
      bytes.push(Number.parseInt(octal, 8) & 255);
      return;
    }
    // A line break after a backslash is not part of the string.
    if (this.take(/\r\n|[\r\n]/y)) return;
    const letter = this.text[this.at++] ?? '';
    bytes.push((escapes[letter] ?? letter).charCodeAt(0));
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const plainName = (name: string) =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

function bytesOfHex(hex: string): Buffer {
  const digits = hex.replace(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** The dictionary at `at` in a Latin-1 text; undefined if there is none, or if it does not end. */
export function readDictionary(text: string, at: number): PdfDictionary | undefined {
  try {
    const value = new Reader(text, at).value();
    return value instanceof Map ? value : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** These return the value as the kind that the caller expects; undefined if it is of another kind. */
export const asNumber = (value: PdfValue | undefined) => (typeof value === 'number' ? value : undefined);
export const asName = (value: PdfValue | undefined) =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
export const asBytes = (value: PdfValue | undefined) =>
  typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : undefined;
export const asReference = (value: PdfValue | undefined) =>
  typeof value === 'object' && value !== null && 'ref' in value ? value.ref : undefined;
export const asDictionary = (value: PdfValue | undefined): PdfDictionary | undefined =>
  value instanceof Map ? value : undefined;
export const asArray = (value: PdfValue | undefined): readonly PdfValue[] | undefined =>
  Array.isArray(value) ? value : undefined;
