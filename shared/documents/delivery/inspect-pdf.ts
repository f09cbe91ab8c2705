import { createHash } from 'node:crypto';

export type PdfInspection =
  | { readonly genuinePdf: true; readonly sha256: string; readonly size: number }
  | { readonly genuinePdf: false; readonly reason: 'empty' | 'not-a-pdf' | 'truncated' | 'too-large' };

/** Readers take a signature within the first 1,024 bytes; producers write their end mark near the last ones. */
const headLength = 1024;
const tailLength = 4096;

/** What follows the last end mark of a whole PDF is padding, never a part of one. */
const structure = /\bendobj\b|\bendstream\b|\d\s+\d+\s+obj\b/;

/**
 * Whether the file breaks off before its end. Readers would repair some of these and show the rest, or an older revision:
 * that is not what was produced (R7.2), so paper is sent. Three signs: no end mark; more of a PDF behind the last one (an
 * update, or a file around an attached PDF, that breaks off); fewer bytes than a linearized file, which has another end
 * mark at its beginning, says of itself (ISO 32000-1, annex F).
 */
function breaksOff(head: Buffer, tail: Buffer, size: number): boolean {
  const end = tail.lastIndexOf('%%EOF');
  if (end === -1 || structure.test(tail.toString('latin1', end))) return true;
  const [, length] = /\/Linearized\b.*?\/L\s+(\d+)/s.exec(head.toString('latin1')) ?? [];
  return length !== undefined && size < Number(length);
}

/**
 * Reads a file once, in constant memory: SHA-256 (lower-case hexadecimal) and size (bytes) of what is a whole PDF, else
 * what is wrong with it (R9.3). Stops reading past `largest` bytes.
 */
export async function inspectPdf(bytes: AsyncIterable<Uint8Array>, largest: number): Promise<PdfInspection> {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > largest) return { genuinePdf: false, reason: 'too-large' };
    hash.update(chunk);
    if (head.length < headLength) head = Buffer.concat([head, chunk]).subarray(0, headLength);
    tail = Buffer.concat([tail, chunk.subarray(-tailLength)]).subarray(-tailLength);
  }
  if (size === 0) return { genuinePdf: false, reason: 'empty' };
  if (!head.includes('%PDF-')) return { genuinePdf: false, reason: 'not-a-pdf' };
  if (breaksOff(head, tail, size)) return { genuinePdf: false, reason: 'truncated' };
  return { genuinePdf: true, sha256: hash.digest('hex'), size };
}
