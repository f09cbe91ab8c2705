import { createHash } from 'node:crypto';
import { watchEncryption } from './pdf/encryption.ts';

export type PdfInspection =
  | { readonly genuinePdf: true; readonly sha256: string; readonly size: number }
  | {
      readonly genuinePdf: false;
      readonly reason: 'empty' | 'not-a-pdf' | 'truncated' | 'too-large' | 'password-protected';
    };

/** Bytes. Readers accept the signature within the first 1,024 bytes; producers write the end mark near the end. */
const headLength = 1024;
const tailLength = 4096;

/** Parts of a PDF. After its last end mark, a whole file has only padding. */
const structure = /\bendobj\b|\bendstream\b|\d\s+\d+\s+obj\b/;

/**
 * Whether the file breaks off before its end. Readers repair some of these and show the rest or an older revision. That is not
 * what the insurer produced (R7.2), so the insurer sends paper. Three signs: there is no end mark; parts of a PDF follow the last
 * one (an update breaks off, or a file around an attached PDF does); the file is shorter than the length that a linearized file
 * states, which has one end mark at its beginning (ISO 32000-1, annex F).
 */
function breaksOff(head: Buffer, tail: Buffer, size: number): boolean {
  const end = tail.lastIndexOf('%%EOF');
  if (end === -1 || structure.test(tail.toString('latin1', end))) return true;
  const [, length] = /\/Linearized\b.*?\/L\s+(\d+)/s.exec(head.toString('latin1')) ?? [];
  return length !== undefined && size < Number(length);
}

/**
 * Reads a file once, in constant memory. Returns SHA-256 (lower-case hexadecimal) and size (bytes) of a whole PDF, otherwise what
 * is wrong with the file (R9.3). Stops reading after `largest` bytes.
 */
export async function inspectPdf(bytes: AsyncIterable<Uint8Array>, largest: number): Promise<PdfInspection> {
  const hash = createHash('sha256');
  const encryption = watchEncryption();
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest) return { genuinePdf: false, reason: 'too-large' };
    hash.update(chunk);
    encryption.add(chunk);
    if (head.length < headLength) head = Buffer.concat([head, chunk]).subarray(0, headLength);
    tail = Buffer.concat([tail, chunk.subarray(-tailLength)]).subarray(-tailLength);
  }
  if (size === 0) return { genuinePdf: false, reason: 'empty' };
  const headerAt = head.indexOf('%PDF-');
  if (headerAt < 0) return { genuinePdf: false, reason: 'not-a-pdf' };
  if (breaksOff(head, tail, size)) return { genuinePdf: false, reason: 'truncated' };
  if (encryption.needsPassword(headerAt)) return { genuinePdf: false, reason: 'password-protected' };
  return { genuinePdf: true, sha256: hash.digest('hex'), size };
}
