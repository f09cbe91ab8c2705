import { createHash } from 'node:crypto';

export type PdfInspection =
  | { readonly genuinePdf: true; readonly sha256: string; readonly size: number }
  | { readonly genuinePdf: false; readonly reason: 'empty' | 'not-a-pdf' | 'truncated' | 'too-large' };

/** Readers take a signature within the first 1,024 bytes; producers write their end mark near the last ones. */
const headLength = 1024;
const tailLength = 4096;

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
  if (!tail.includes('%%EOF')) return { genuinePdf: false, reason: 'truncated' };
  return { genuinePdf: true, sha256: hash.digest('hex'), size };
}
