import { randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketName as Bucket, refusal, startS3 } from '#testing/s3-start.ts';

const bytesOf = async (output: { Body?: { transformToByteArray: () => Promise<Uint8Array> } | undefined }) =>
  Buffer.from((await output.Body?.transformToByteArray()) ?? []);

describe('versions', () => {
  it('a deletion covers the object with a marker; every version stays readable until it is removed by its id', async () => {
    const { client } = await startS3();
    const first = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'one' }));
    const second = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two' }));
    const deleted = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const get = (VersionId?: string) => client.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId }));
    expect(deleted.DeleteMarker).toBe(true);
    expect(await refusal(get())).toBe('404 NoSuchKey');
    expect(await refusal(get(deleted.VersionId))).toBe('405 MethodNotAllowed');
    expect(await refusal(get('x'.repeat(32)))).toBe('404 NoSuchVersion');
    expect(await (await get(first.VersionId)).Body?.transformToString()).toBe('one');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: deleted.VersionId }));
    expect(await (await get()).Body?.transformToString()).toBe('two');
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId: second.VersionId }));
    expect(await (await get()).Body?.transformToString()).toBe('one');
    expect(await refusal(get(second.VersionId))).toBe('404 NoSuchVersion');
  });

  it('the answer for a key under a delete marker says so', async () => {
    const { client, url } = await startS3();
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    const answer = await fetch(`${url}/${Bucket}/a`);
    expect([answer.status, answer.headers.get('x-amz-delete-marker')]).toEqual([404, 'true']);
  });

  it('a bucket without versions overwrites, deletes for good and names no version', async () => {
    const { client } = await startS3({ versioned: false });
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'one' }));
    const put = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect(put.VersionId).toBeUndefined();
    expect(await refusal(client.send(new HeadObjectCommand({ Bucket, Key: 'a' })))).toBe('404 NotFound');
  });

  it('a copy takes the version named, with its metadata or the one given', async () => {
    const { client } = await startS3();
    const Metadata = { kind: 'policy' };
    const first = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'one', Metadata }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'two' }));
    const CopySource = `/${Bucket}/a?versionId=${first.VersionId}`;
    const copy = await client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource }));
    const replaced = { Metadata: { kind: 'notice' }, MetadataDirective: 'REPLACE' } as const;
    await client.send(new CopyObjectCommand({ Bucket, Key: 'c', CopySource, ...replaced }));
    const b = await client.send(new GetObjectCommand({ Bucket, Key: 'b' }));
    expect(copy.CopySourceVersionId).toBe(first.VersionId);
    expect([b.Metadata, await b.Body?.transformToString()]).toEqual([Metadata, 'one']);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'c' }))).Metadata).toEqual({ kind: 'notice' });
    const itself = new CopyObjectCommand({ Bucket, Key: 'a', CopySource: `${Bucket}/a` });
    expect(await refusal(client.send(itself))).toBe('400 InvalidRequest');
  });
});

describe('parts, conditions and overrides of a read', () => {
  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/10'],
    ['bytes=8-', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ])('Range %s', async (Range, text, range) => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: '0123456789' }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a', Range }));
    expect([await got.Body?.transformToString(), got.ContentRange, got.$metadata.httpStatusCode]).toEqual([
      text,
      range,
      206,
    ]);
  });

  it('a range of a large object is read from its middle; one beyond the end is 416', async () => {
    const { client } = await startS3();
    const bytes = randomBytes(3_000_000);
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: bytes }));
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=1000000-1999999' }));
    expect((await bytesOf(got)).equals(bytes.subarray(1_000_000, 2_000_000))).toBe(true);
    const beyond = client.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=3000000-' }));
    expect(await refusal(beyond)).toBe('416 InvalidRange');
  });

  it('If-None-Match and If-Modified-Since answer 304, If-Match 412', async () => {
    const { client } = await startS3();
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    const { LastModified } = await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    const get = (condition: object) => client.send(new GetObjectCommand({ Bucket, Key: 'a', ...condition }));
    expect(await refusal(get({ IfNoneMatch: ETag }))).toMatch(/^304 /);
    expect(await refusal(get({ IfModifiedSince: LastModified }))).toMatch(/^304 /);
    expect(await refusal(get({ IfMatch: '"other"' }))).toBe('412 PreconditionFailed');
    expect((await get({ IfMatch: ETag, IfNoneMatch: '"other"' })).ETag).toBe(ETag);
  });

  it('response-content-disposition and -type override; beyond Latin-1 S3 refuses them', async () => {
    const { client } = await startS3();
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    const get = (ResponseContentDisposition: string) =>
      client.send(
        new GetObjectCommand({ Bucket, Key: 'a', ResponseContentDisposition, ResponseContentType: 'application/pdf' }),
      );
    const got = await get(`inline; filename*=UTF-8''t%C5%B1.pdf`);
    expect([got.ContentDisposition, got.ContentType]).toEqual([
      `inline; filename*=UTF-8''t%C5%B1.pdf`,
      'application/pdf',
    ]);
    expect(await refusal(get('inline; filename="tű.pdf"'))).toBe('400 InvalidArgument');
  });
});

describe('writes that are refused', () => {
  it('one of ten parallel conditional puts wins (If-None-Match: *)', async () => {
    const { client, events } = await startS3();
    const put = () => client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', IfNoneMatch: '*' }));
    const results = await Promise.allSettled(Array.from({ length: 10 }, put));
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(put())).toBe('412 PreconditionFailed');
    expect(events).toHaveLength(1);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    expect((await put()).ETag).toBeDefined();
  });

  it('If-Match overwrites only that version', async () => {
    const { client } = await startS3();
    const put = (IfMatch?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: `${IfMatch}`, IfMatch }));
    expect(await refusal(put('"x"'))).toBe('404 NoSuchKey');
    const { ETag } = await put();
    expect((await put(ETag)).ETag).not.toBe(ETag);
    expect(await refusal(put(ETag))).toBe('412 PreconditionFailed');
  });

  it.each([
    ['a wrong CRC32', { 'x-amz-checksum-crc32': 'AAAAAA==' }, 'BadDigest'],
    ['a wrong SHA-256 checksum', { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') }, 'BadDigest'],
    ['a checksum of the wrong length', { 'x-amz-checksum-crc32': 'AAAA' }, 'InvalidRequest'],
    ['a wrong Content-MD5', { 'content-md5': Buffer.alloc(16).toString('base64') }, 'BadDigest'],
    ['a Content-MD5 that is none', { 'content-md5': 'xyz' }, 'InvalidDigest'],
    ['a wrong payload hash', { 'x-amz-content-sha256': '0'.repeat(64) }, 'XAmzContentSHA256Mismatch'],
  ])('%s', async (_what, headers: Record<string, string>, code) => {
    const { url, events } = await startS3();
    const answer = await fetch(`${url}/${Bucket}/a`, { method: 'PUT', body: 'x', headers });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
    expect(events).toEqual([]);
  });

  it.each([
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 200],
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '3\r\nabX\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 400],
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '3\r\nabc\r\n0\r\n\r\n', 400],
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '4\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n', 400],
    [
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      '2;chunk-signature=aa\r\nab\r\n1;chunk-signature=bb\r\nc\r\n0;chunk-signature=cc\r\nx-amz-checksum-crc32:NSRBwg==\r\nx-amz-trailer-signature:dd\r\n\r\n',
      200,
    ],
  ])('aws-chunked %s %j -> %i', async (kind, body, status) => {
    const { url } = await startS3();
    const headers = {
      'x-amz-content-sha256': kind,
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '3',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };
    const answer = await fetch(`${url}/${Bucket}/a`, { method: 'PUT', body, headers });
    expect(answer.status).toBe(status);
    const got = await fetch(`${url}/${Bucket}/a`);
    expect([got.status, got.headers.get('content-encoding')]).toEqual([status === 200 ? 200 : 404, null]);
    if (status === 200) expect(await got.text()).toBe('abc');
  });

  it('an aws-chunked body of another length than its header names', async () => {
    const { url } = await startS3();
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '4',
    };
    const answer = await fetch(`${url}/${Bucket}/a`, { method: 'PUT', body: '3\r\nabc\r\n0\r\n\r\n', headers });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<Code>IncompleteBody</Code>')]);
  });

  it('DeleteObjects without a checksum of its body', async () => {
    const { url } = await startS3();
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    const answer = await fetch(`${url}/${Bucket}?delete`, { method: 'POST', body });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<Code>InvalidRequest</Code>')]);
  });
});
