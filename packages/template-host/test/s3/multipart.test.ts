import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketName as Bucket, type RunningS3, refusal, startS3 } from '#testing/s3-start.ts';

const MiB = 1024 * 1024;
const Key = 'tables/large file.csv';
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

async function startUpload({ client }: RunningS3, options: object = {}) {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...options }));
  const upload = { Bucket, Key, UploadId };
  return {
    upload,
    part: async (PartNumber: number, Body: Buffer, algorithm?: 'CRC32'): Promise<CompletedPart> => {
      const sent = await client.send(
        new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm: algorithm }),
      );
      return { PartNumber, ETag: sent.ETag, ...(algorithm ? { ChecksumCRC32: sent.ChecksumCRC32 } : {}) };
    },
    complete: (Parts: CompletedPart[]) =>
      client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })),
  };
}

const read = async ({ client }: RunningS3) => {
  const got = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await got.Body?.transformToByteArray()) ?? []);
};

describe('multipart uploads', () => {
  it('parts in any order and sent twice become one object with the ETag of the parts', async () => {
    const s3 = await startS3();
    const { part, complete } = await startUpload(s3, { Metadata: { kind: 'notice' }, ContentType: 'text/csv' });
    const bodies = [randomBytes(5 * MiB), randomBytes(6 * MiB), randomBytes(1)];
    const [one, two, three] = bodies as [Buffer, Buffer, Buffer];
    const third = await part(3, three);
    await part(1, randomBytes(5 * MiB));
    const first = await part(1, one);
    const second = await part(2, two);
    const done = await complete([first, second, third]);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(done.ETag).toBe(`"${md5(Buffer.concat(bodies.map(md5))).toString('hex')}-3"`);
    expect(done.VersionId).toBe(head.VersionId);
    expect(head).toMatchObject({ Metadata: { kind: 'notice' }, ContentType: 'text/csv', ContentLength: 11 * MiB + 1 });
    expect((await read(s3)).equals(Buffer.concat(bodies))).toBe(true);
    expect(s3.events.map((event) => event.eventName)).toEqual(['ObjectCreated:CompleteMultipartUpload']);
    expect(await refusal(complete([first]))).toBe('404 NoSuchUpload');
  });

  it.each(['COMPOSITE', 'FULL_OBJECT'] as const)('with a %s checksum', async (ChecksumType) => {
    const s3 = await startS3();
    const { part, complete } = await startUpload(s3, { ChecksumAlgorithm: 'CRC32', ChecksumType });
    const bodies = [randomBytes(5 * MiB), randomBytes(100)] as [Buffer, Buffer];
    const parts = [await part(1, bodies[0], 'CRC32'), await part(2, bodies[1], 'CRC32')];
    if (ChecksumType === 'COMPOSITE') {
      const bare = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      expect(await refusal(complete(bare))).toBe('400 InvalidRequest');
    }
    const wrong = parts.map((one) => ({ ...one, ChecksumCRC32: 'AAAAAA==' }));
    expect(await refusal(complete(wrong))).toBe('400 InvalidPart');
    const done = await complete(parts);
    const whole = await s3.client.send(new PutObjectCommand({ Bucket, Key: 'whole', Body: Buffer.concat(bodies) }));
    if (ChecksumType === 'FULL_OBJECT') expect(done.ChecksumCRC32).toBe(whole.ChecksumCRC32);
    else expect(done.ChecksumCRC32).toMatch(/==-2$/);
    expect((await read(s3)).equals(Buffer.concat(bodies))).toBe(true);
  });

  it('refuses parts out of order, unknown, with another ETag or too small', async () => {
    const s3 = await startS3();
    const { part, complete, upload } = await startUpload(s3);
    const small = await part(1, randomBytes(100));
    const last = await part(2, randomBytes(100));
    expect(await refusal(complete([last, small]))).toBe('400 InvalidPartOrder');
    expect(await refusal(complete([small, { ...last, PartNumber: 7 }]))).toBe('400 InvalidPart');
    expect(await refusal(complete([{ ...last, ETag: small.ETag }]))).toBe('400 InvalidPart');
    expect(await refusal(complete([small, last]))).toBe('400 EntityTooSmall');
    expect(await refusal(complete([]))).toBe('400 MalformedXML');
    expect(s3.events).toEqual([]);
    await s3.client.send(new AbortMultipartUploadCommand(upload));
    expect(await refusal(complete([last]))).toBe('404 NoSuchUpload');
    expect(await refusal(part(3, randomBytes(1)))).toBe('404 NoSuchUpload');
  });

  it('two completions at the same time make one version', async () => {
    const s3 = await startS3();
    const { part, complete } = await startUpload(s3);
    const parts = [await part(1, randomBytes(100))];
    const results = await Promise.allSettled([complete(parts), complete(parts)]);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(s3.events).toHaveLength(1);
  });
});
