import { Readable } from 'node:stream';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, it } from 'vitest';
import { uploadedName } from '#shared/contract/file-names.ts';
import { inspectPdf } from '#shared/documents/delivery/inspect-pdf.ts';
import { s3Uploads } from '#shared/documents/delivery/s3-uploads.ts';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { readWithdrawalKey } from '#shared/documents/withdrawal/withdrawal.ts';
import { whyUnreadable } from '#shared/insurer/s3-unreadable.ts';
import { uploadPartition } from '#shared/platform/tables/portal-keys.ts';
import { documentInputs as inputs } from '#test/builders/field-inputs/documents.ts';
import { pdfInputs as pdfs } from '#test/builders/field-inputs/pdfs.ts';

async function judge(bytes: Buffer, piece: number) {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const pdf = await inspectPdf(pieces(), 50_000_000);
  return pdf.genuinePdf ? 'whole' : pdf.reason;
}

describe('R9.3, R9.3a whole is what readers show whole, and what needs no password', () => {
  it.each([...pdfs.paddings, ...pdfs.linearizedLengths, ...pdfs.endMarks, ...pdfs.passwords])(
    '%s',
    async (_what, bytes, outcome) => {
      for (const piece of [7, 1_000, 65_536]) expect(await judge(bytes, piece)).toBe(outcome);
    },
  );
});

describe('R5.1b an upload that is not finished', () => {
  it.each(inputs.unfinishedNames)('%s is no document, and its marker no marker', (name) => {
    expect(readUploadKey(`documents/P-1/${name}`)).toEqual({ kind: 'unfinished' });
    expect(readWithdrawalKey(`withdraw/P-1/${name}`).kind).not.toBe('marker');
  });
  it.each(inputs.finishedNames)('%s is one', (name) =>
    expect(readUploadKey(`documents/P-1/${name}`)).toMatchObject({ kind: 'document' }),
  );
});

describe('R9.3, R9.3a keys', () => {
  it.each(inputs.fileNames)('%j is listed as %s', (fileName, saved) => {
    expect(readUploadKey(`documents/P-1/${fileName}`)).toMatchObject({ kind: 'document', policyNumber: 'P-1' });
    expect(uploadedName(`documents/P-1/${fileName}`)).toBe(saved);
  });
  it.each(inputs.unfetchableKeys)('%s cannot be fetched', (key) =>
    expect(readUploadKey(key)).toEqual({ kind: 'unfetchable-key' }),
  );
  it.each(inputs.unicodeKeys)('%s is one name in any Unicode form, for its marker, too', (key) => {
    const [composed, decomposed] = [key.normalize('NFC'), key.normalize('NFD')];
    expect(decomposed).not.toBe(composed);
    const read = readUploadKey(decomposed);
    expect(read).toMatchObject({ kind: 'document' });
    expect('policyNumber' in read && read.policyNumber).toBe(
      'policyNumber' in read && read.policyNumber.normalize('NFC'),
    );
    const marker = readWithdrawalKey(`${composed.replace('documents/', 'withdraw/')}.json`);
    expect('keys' in marker && marker.keys.map(uploadPartition)).toEqual([uploadPartition(decomposed)]);
  });
});

describe('R9.1 metadata as S3 returns it', () => {
  const at = { bucket: 'b', key: 'documents/P-1/x.pdf', versionId: 'v', size: 1, uploadedAt: new Date(0) };
  it.each(inputs.kinds)('kind: %j is %s', async (value, kind) => {
    const headers = { 'x-amz-meta-kind': value, 'content-length': '1' };
    const client = new S3Client({
      ...{ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } },
      requestHandler: {
        handle: async () => ({ response: new HttpResponse({ statusCode: 200, headers, body: Readable.from(['x']) }) }),
      },
    });
    expect(await s3Uploads(client).open(at)).toMatchObject({ kind });
  });
});

describe('R9.3 a file that S3 does not give', () => {
  it.each(inputs.readErrors)('%s (%s): %s', (name, message, why) =>
    expect(whyUnreadable(new S3ServiceException({ name, message, $fault: 'client', $metadata: {} }))).toBe(why),
  );
});
