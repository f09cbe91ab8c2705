import { createHash } from 'node:crypto';

/** PDF syntax (ISO 32000) as far as the producers of producers.ts need it. Texts are Latin-1, so that a letter is a byte. */
export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** An object's text by its number. */
export type PdfObjects = ReadonlyMap<number, string>;

export const stream = (content: string, entries = ''): string =>
  `<< /Length ${content.length}${entries} >>\nstream\n${content}\nendstream`;

/** One page that says a line in Helvetica: objects 1 (the catalog) to 5. */
export const aPage = (line: string, content = `BT /F1 14 Tf 72 760 Td (${line}) Tj ET`): Map<number, string> =>
  new Map([
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    ],
    [4, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    [5, stream(content)],
  ]);

/** Objects one after the other, from offset `from` on, and where each begins. */
export function layOut(objects: PdfObjects, from: number, eol = '\n') {
  let text = '';
  const offsets = new Map<number, number>();
  for (const [number, object] of objects) {
    offsets.set(number, from + text.length);
    text += `${number} 0 obj\n${object}\nendobj\n`.replaceAll('\n', eol);
  }
  return { text, offsets };
}

/** A cross-reference table, a subsection for each object; the free list's head where it is the file's first table. */
export function xrefTable(offsets: ReadonlyMap<number, number>, { isFirst = true } = {}): string {
  const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const sections = [...offsets].map(([number, offset]) => `${number} 1\n${entry(offset)}`);
  return `xref\n${isFirst ? '0 1\n0000000000 65535 f \n' : ''}${sections.join('')}`;
}

export const ending = (trailer: string, startxref: number): string =>
  `trailer\n<< ${trailer} >>\nstartxref\n${startxref}\n%%EOF\n`;

/** The content of a cross-reference stream: type, offset or object stream, and index of each object from 0 on. */
export const xrefStreamContent = (entries: readonly (readonly [number, number, number])[]): string =>
  textOf(
    Buffer.concat(
      entries.map(([type, where, index]) => {
        const row = Buffer.alloc(7);
        row.writeUInt8(type, 0);
        row.writeUInt32BE(where, 1);
        row.writeUInt16BE(index, 5);
        return row;
      }),
    ),
  );

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();

function rc4(key: Uint8Array, text: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, n) => n);
  const swap = (one: number, other: number) => {
    [state[one], state[other]] = [state[other] ?? 0, state[one] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) % 256;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    text.map((byte) => {
      i = (i + 1) % 256;
      j = (j + (state[i] ?? 0)) % 256;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) % 256] ?? 0);
    }),
  );
}

/** The standard security handler, revision 2 (RC4, 40 bits), with no user password: opens everywhere, although it is encrypted. */
export function encryption(id: Uint8Array, permissions = -44) {
  const owner = rc4(md5(padding).subarray(0, 5), padding);
  const flags = Buffer.alloc(4);
  flags.writeInt32LE(permissions);
  const key = md5(padding, owner, flags, id).subarray(0, 5);
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  return {
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O ${hex(owner)} /U ${hex(rc4(key, padding))} /P ${permissions} >>`,
    encrypt: (number: number, text: string): string =>
      textOf(rc4(md5(key, Buffer.from([number & 255, (number >> 8) & 255, 0, 0, 0])).subarray(0, 10), bytesOf(text))),
  };
}
