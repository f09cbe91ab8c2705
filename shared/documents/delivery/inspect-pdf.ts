import { createHash } from 'node:crypto';
import { isWhole } from './pdf/is-whole.ts';
import { needsPassword } from './pdf/needs-password.ts';
import { watchStructure } from './pdf/watch-structure.ts';

export type PdfInspection =
  | {
      readonly genuinePdf: true;
      readonly sha256: string;
      readonly size: number;
      /** Whether it could also be a page or a picture that a browser runs. */
      readonly hasMarkupBefore: boolean;
    }
  | {
      readonly genuinePdf: false;
      readonly reason: 'empty' | 'not-a-pdf' | 'truncated' | 'too-large' | 'password-protected';
    };

/** Bytes. Readers accept the signature within the first 1,024 bytes. */
const headLength = 1024;

/**
 * The beginning of a tag, comment or instruction of HTML, SVG or XML, also in UTF-16. Some web frameworks write warnings before a
 * PDF, and readers show it all the same; somebody else may mean a browser to run it.
 */
const markup = /<\0?[a-z!/?]/i;

/**
 * Reads a file once, in constant memory. Returns SHA-256 (lower-case hexadecimal) and size (bytes) of a whole PDF, otherwise what
 * is wrong with the file (R9.3). Stops reading after `largest` bytes.
 */
export async function inspectPdf(bytes: AsyncIterable<Uint8Array>, largest: number): Promise<PdfInspection> {
  const hash = createHash('sha256');
  const watched = watchStructure();
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest) return { genuinePdf: false, reason: 'too-large' };
    hash.update(chunk);
    watched.add(chunk);
    if (head.length < headLength) head = Buffer.concat([head, chunk]).subarray(0, headLength);
  }
  if (size === 0) return { genuinePdf: false, reason: 'empty' };
  const headerAt = head.indexOf('%PDF-');
  if (headerAt < 0) return { genuinePdf: false, reason: 'not-a-pdf' };
  const structure = watched.end();
  const [, length] = /\/Linearized\b.*?\/L\s+(\d+)/s.exec(head.toString('latin1')) ?? [];
  const linearizedLength = length === undefined ? undefined : Number(length);
  if (!isWhole(structure, { size, headerAt, linearizedLength })) return { genuinePdf: false, reason: 'truncated' };
  if (needsPassword(structure, headerAt)) return { genuinePdf: false, reason: 'password-protected' };
  const hasMarkupBefore = markup.test(head.subarray(0, headerAt).toString('latin1'));
  return { genuinePdf: true, sha256: hash.digest('hex'), size, hasMarkupBefore };
}
