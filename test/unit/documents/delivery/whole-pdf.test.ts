import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
import { watchStructure } from '#shared/documents/delivery/pdf/watch-structure.ts';
import { cutEndings, wholeEndings } from '#test/builders/endings.ts';
import { producers } from '#test/builders/producers.ts';

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function judge(bytes: Buffer, piece = 65_536) {
  const pdf = await inspectPdf(inPieces(bytes, piece), 50_000_000);
  return pdf.genuinePdf ? 'whole' : pdf.reason;
}
setFlagsFromString('--expose-gc');
const collectGarbage = v.parse(v.function(), runInNewContext('gc'));
/** Bytes that are still needed. */
function usedMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
/** In pieces of every size that a short file allows. */
const pieces = (bytes: Buffer) => (bytes.length < 20_000 ? [1, 7, 1_000, 65_536] : [1_000, 65_536]);

describe('R9.3a a whole PDF is what readers show whole', () => {
  it.each(Object.entries(wholeEndings))('%s', async (_, bytes) => {
    for (const piece of pieces(bytes)) expect(await judge(bytes, piece)).toBe('whole');
  });
});

describe('R9.3a a PDF that was cut is refused, also where readers repair it', () => {
  it.each(Object.entries(cutEndings))('%s', async (_, bytes) => {
    for (const piece of pieces(bytes)) expect(await judge(bytes, piece)).toBe('truncated');
  });

  it.each(Object.entries(producers))('of this producer, at a hundred places: %s', async (name, produce) => {
    const bytes = produce('Minta');
    // Behind the last offset only the end mark and padding are cut off. An earlier revision is a whole file by itself.
    const end = /startxref\s+\d+/.exec(bytes.subarray(bytes.lastIndexOf('startxref')).toString('latin1'));
    const last = end ? bytes.lastIndexOf('startxref') + end[0].length : bytes.lastIndexOf('%%EOF') + 5;
    const hasRevisions = name.includes('updated');
    const first = bytes.indexOf('%PDF-') + 9;
    const delivered: number[] = [];
    for (let n = 0; n < 100; n++) {
      const at = Math.floor(first + ((last - first) * n) / 100);
      const before = bytes.subarray(0, at).toString('latin1');
      const isAtNumber =
        /\d$/.test(bytes.toString('latin1', at - 1, at)) && /^\d/.test(bytes.toString('latin1', at, at + 1));
      const isRevision = hasRevisions && !isAtNumber && /startxref\s+\d+[%EOF\s]*$/.test(before);
      if (!isRevision && (await judge(bytes.subarray(0, at))) !== 'truncated') delivered.push(at);
    }
    expect(delivered).toEqual([]);
  });
});

it.each([
  'startxref 5\n%%EOF\n',
  '1 0 obj << /Type /XRef >> endobj\n',
  'trailer << /A 1 >> ',
  '%PDF-1.4 ',
  '1 2 ',
  '%%EOF ',
])('R9.3a no memory grows with the file: 25 MB of %j', (text) => {
  const watched = watchStructure();
  const piece = Buffer.alloc(65_536, text);
  const before = usedMemory();
  for (let n = 0; n < 400; n++) watched.add(piece);
  expect(usedMemory() - before).toBeLessThan(4_000_000);
  expect(watched.end()).toBeDefined();
});
