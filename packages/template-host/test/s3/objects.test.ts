import { createHash, randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketName as Bucket, refusal, startS3 } from '#testing/s3-start.ts';

const oddKeys = [
  'documents/árvíztűrő tükörfúrógép.pdf',
  'a+b %41%2F & "quoted" \'single\' <tag>.pdf',
  '../up/./here//twice',
  ' leading and trailing ',
  'emoji-😀-(1)!*~',
  'question?mark#hash',
  'new\nline',
];

const bytesOf = async (output: { Body?: { transformToByteArray: () => Promise<Uint8Array> } | undefined }) =>
  Buffer.from((await output.Body?.transformToByteArray()) ?? []);

describe('what is stored comes back byte for byte', () => {
  it.each([0, 1, 65_536, 65_537, 26 * 1024 * 1024])('an object of %i bytes', async (size) => {
    const { client } = await startS3();
    const bytes = randomBytes(size);
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(put.ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    expect(put.ChecksumCRC32).toBeDefined();
    expect(got.ContentLength).toBe(size);
    expect((await bytesOf(got)).equals(bytes)).toBe(true);
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'with a %s checksum that the client checks',
    async (algorithm) => {
      const { client } = await startS3();
      const bytes = randomBytes(100_000);
      await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes, ChecksumAlgorithm: algorithm }));
      const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a', ChecksumMode: 'ENABLED' }));
      expect(got[`Checksum${algorithm}`]).toMatch(/=$/);
      expect((await bytesOf(got)).equals(bytes)).toBe(true);
    },
  );

  it('CRC-64/NVME gives the value its catalogue names', async () => {
    const { client } = await startS3();
    const put = (ChecksumCRC64NVME: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '123456789', ChecksumCRC64NVME }));
    await put(Buffer.from('ae8b14860a799888', 'hex').toString('base64'));
    expect(await refusal(put(Buffer.from('ae8b14860a799889', 'hex').toString('base64')))).toBe('400 BadDigest');
  });

  it.each(oddKeys)('under the key %j', async (Key) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'odd' }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key }));
    const copied = `${Key}/copy`;
    const source = `${Bucket}/${encodeURIComponent(Key)}`;
    await client.send(new CopyObjectCommand({ Bucket, Key: copied, CopySource: source }));
    const listed = await client.send(new ListObjectsV2Command({ Bucket }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }, { Key: copied }] } }));
    const left = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(await got.Body?.transformToString()).toBe('odd');
    expect(listed.Contents?.map((one) => one.Key)).toEqual([Key, copied]);
    expect(left.Contents).toBeUndefined();
  });

  it('with its headers and metadata, accents in metadata as RFC 2047 words', async () => {
    const { client, url } = await startS3();
    const described = {
      ContentType: 'application/pdf',
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="x.pdf"',
      Metadata: { kind: 'policy' },
    };
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ...described }));
    const utf8 = Buffer.from('kötvény').toString('latin1');
    await fetch(`${url}/${Bucket}/accents`, { method: 'PUT', body: 'x', headers: { 'x-amz-meta-kind': utf8 } });
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    const accents = await client.send(new HeadObjectCommand({ Bucket, Key: 'accents' }));
    expect(head).toMatchObject(described);
    expect(accents.Metadata?.kind).toBe(`=?UTF-8?B?${Buffer.from('kötvény').toString('base64')}?=`);
  });

  it('50 objects at the same time, and 20 versions of one key', async () => {
    const { client, events } = await startS3();
    const names = Array.from({ length: 50 }, (_, index) => `n/${index}`);
    await Promise.all(names.map((Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))));
    const bodies = await Promise.all(
      names.map(async (Key) => (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()),
    );
    const puts = await Promise.all(
      names.slice(0, 20).map((Body) => client.send(new PutObjectCommand({ Bucket, Key: 'same', Body }))),
    );
    const current = await client.send(new HeadObjectCommand({ Bucket, Key: 'same' }));
    expect(bodies).toEqual(names);
    expect(new Set(puts.map((put) => put.VersionId)).size).toBe(20);
    expect(events.at(-1)?.record.s3.object.versionId).toBe(current.VersionId);
  });
});

describe('what cannot be read', () => {
  it.each(['GLACIER', 'DEEP_ARCHIVE'] as const)('bytes in %s: they must be restored first', async (StorageClass) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', StorageClass }));
    expect(await refusal(client.send(new GetObjectCommand({ Bucket, Key: 'a' })))).toBe('403 InvalidObjectState');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(head.StorageClass).toBe(StorageClass);
  });

  it('an unknown storage class is refused', async () => {
    const { client } = await startS3();
    const put = new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', StorageClass: 'OUTPOSTS' });
    expect(await refusal(client.send(put))).toBe('400 InvalidStorageClass');
  });
});
