import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
import { bytesOf } from '#test/builders/pdf-parts.ts';
import { polyglots } from '#test/builders/polyglots.ts';
import { classic, producers, truncated } from '#test/builders/producers.ts';

/** A file as it comes from the bucket: in pieces. */
async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const inspect = (bytes: Buffer, piece = 65_536, largest = 10_000_000) => inspectPdf(inPieces(bytes, piece), largest);

describe('R9.3 a whole PDF of every producer', () => {
  it.each(Object.entries(producers))('%s', async (_, produce) => {
    const bytes = produce('Minta');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const whole = { genuinePdf: true, size: bytes.length, sha256, hasMarkupBefore: false };
    expect(await inspect(bytes)).toEqual(whole);
    if (bytes.length < 10_000) expect(await inspect(bytes, 1)).toEqual(whole);
    expect(await inspect(bytes, 65_536, bytes.length)).toEqual(whole);
  });
});

describe('R7.2 a PDF that is a page or a picture, too', () => {
  it.each(Object.entries(polyglots))('%s: is a whole PDF, and known for what it is', async (_, produce) => {
    const bytes = produce('Minta');
    for (const piece of [1, 7, 65_536])
      expect(await inspect(bytes, piece)).toMatchObject({ genuinePdf: true, hasMarkupBefore: true });
  });

  it('what only looks like a tag is none, and nothing counts behind the header', async () => {
    for (const before of ['1 < 2\n', '<3\n', '\x1b%-12345X@PJL\n', 'a<\n'])
      expect(await inspect(bytesOf(before + classic('Minta')))).toMatchObject({ hasMarkupBefore: false });
    expect(await inspect(bytesOf(`${classic('Minta')}<script>`))).toMatchObject({ hasMarkupBefore: false });
  });
});

describe('R9.3 a PDF that breaks off', () => {
  it.each(Object.entries(truncated))('%s', async (_, produce) => {
    const bytes = produce('Minta');
    for (const piece of [1, 65_536])
      expect(await inspect(bytes, piece)).toEqual({ genuinePdf: false, reason: 'truncated' });
  });
});

describe('R9.3 a file that is not a PDF', () => {
  const pdf = bytesOf(classic('Minta'));

  it('no bytes: empty', async () => expect(await inspect(Buffer.alloc(0))).toMatchObject({ reason: 'empty' }));

  it('a header that begins within the first 1,024 bytes and ends after them does not count', async () => {
    expect(await inspect(Buffer.concat([Buffer.alloc(1_020, ' '), pdf]))).toMatchObject({ reason: 'not-a-pdf' });
  });

  it('one byte more than the largest is too large, and reading stops there', async () => {
    let read = 0;
    async function* endless() {
      for (;;) yield Buffer.alloc(++read && 1_000, '%PDF-');
    }
    expect(await inspect(pdf, 64, pdf.length - 1)).toMatchObject({ reason: 'too-large' });
    expect(await inspectPdf(endless(), 10_000)).toMatchObject({ reason: 'too-large' });
    expect(read).toBe(11);
  });
});
