import {
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { AwsRequest } from '#host/aws/service.ts';
import { intentsOf } from '#host/s3/intents.ts';
import { operationOf } from '#host/s3/operations.ts';
import { bucketName as Bucket, refusal, startS3 } from '#testing/s3-start.ts';

const aRequest = (call: string, headers: Record<string, string> = {}, body = ''): AwsRequest => {
  const [method = '', url = ''] = call.split(' ');
  const [path = '', query = ''] = url.split('?');
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.from(body),
    caller: { kind: 'owner' },
  };
};

const intents = (request: AwsRequest) =>
  intentsOf(request).map(({ action, resource }) => `${action} ${resource.replace('arn:aws:s3:::', '')}`);

describe('operations and the permissions they need', () => {
  it.each([
    ['GET /', 'ListBuckets', ['s3:ListAllMyBuckets *']],
    ['HEAD /b', 'HeadBucket', ['s3:ListBucket b']],
    ['GET /b/?location=', 'GetBucketLocation', ['s3:GetBucketLocation b']],
    ['GET /b?list-type=2&prefix=x', 'ListObjectsV2', ['s3:ListBucket b']],
    ['GET /b?versions', 'ListObjectVersions', ['s3:ListBucketVersions b']],
    [
      'GET /b/k%20%2B/x?x-id=GetObject&X-Amz-Signature=a&response-content-type=b',
      'GetObject',
      ['s3:GetObject b/k +/x'],
    ],
    ['GET /b/k?versionId=1', 'GetObject', ['s3:GetObjectVersion b/k']],
    ['HEAD /b/k', 'HeadObject', ['s3:GetObject b/k']],
    ['PUT /b/k', 'PutObject', ['s3:PutObject b/k']],
    ['DELETE /b/k', 'DeleteObject', ['s3:DeleteObject b/k']],
    ['DELETE /b/k?versionId=1', 'DeleteObject', ['s3:DeleteObjectVersion b/k']],
    ['POST /b/k?uploads', 'CreateMultipartUpload', ['s3:PutObject b/k']],
    ['PUT /b/k?partNumber=1&uploadId=u', 'UploadPart', ['s3:PutObject b/k']],
    ['POST /b/k?uploadId=u', 'CompleteMultipartUpload', ['s3:PutObject b/k']],
    ['DELETE /b/k?uploadId=u', 'AbortMultipartUpload', ['s3:AbortMultipartUpload b/k']],
  ])('%s is %s', (call, name, needed) => {
    const request = aRequest(call);
    expect(operationOf(request)).toBe(name);
    expect(intents(request)).toEqual(needed);
  });

  it('a copy reads its source, a list names its prefix', () => {
    const copy = aRequest('PUT /b/k', { 'x-amz-copy-source': '/src/a%20b?versionId=7' });
    expect(operationOf(copy)).toBe('CopyObject');
    expect(intents(copy)).toEqual(['s3:GetObjectVersion src/a b', 's3:PutObject b/k']);
    expect(intentsOf(aRequest('GET /b?list-type=2&prefix=documents/'))[0]?.context).toEqual({
      's3:prefix': ['documents/'],
    });
  });

  it('DeleteObjects needs a permission for each key it names', () => {
    const body =
      '<Delete><Object><Key>a &amp; b</Key></Object><Object><Key>c</Key><VersionId>v</VersionId></Object></Delete>';
    expect(intents(aRequest('POST /b?delete', {}, body))).toEqual([
      's3:DeleteObject b/a & b',
      's3:DeleteObjectVersion b/c',
    ]);
  });

  it.each(['GET /b?acl', 'PUT /b/k?tagging', 'GET /b/k?torrent', 'PUT /b', 'DELETE /b', 'GET /b/k?partNumber=1'])(
    '%s is not implemented (501)',
    async (call) => {
      const { url } = await startS3();
      const [method = '', path] = call.split(' ');
      const answer = await fetch(url + path, { method });
      expect([answer.status, await answer.text()]).toEqual([
        501,
        expect.stringContaining('<Code>NotImplemented</Code>'),
      ]);
    },
  );
});

describe('buckets', () => {
  it('are listed and described; one that is missing is NoSuchBucket', async () => {
    const { client, s3 } = await startS3();
    await s3.createBucket('another', { versioned: false });
    const listed = await client.send(new ListBucketsCommand({}));
    expect(listed.Buckets?.map((bucket) => bucket.Name)).toEqual(['another', Bucket]);
    expect((await client.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-central-1');
    expect((await client.send(new HeadBucketCommand({ Bucket }))).$metadata.httpStatusCode).toBe(200);
    expect(await refusal(client.send(new ListObjectsV2Command({ Bucket: 'missing' })))).toBe('404 NoSuchBucket');
  });

  it('keep their objects when they are created again', async () => {
    const { s3 } = await startS3();
    await s3.put(Bucket, 'a', Buffer.from('x'));
    await s3.createBucket(Bucket, { versioned: true });
    expect((await s3.read(Bucket, 'a'))?.size).toBe(1);
  });
});

describe('CORS', () => {
  const cors = [
    {
      allowedOrigins: ['https://app.example', 'https://*.test.example'],
      allowedMethods: ['GET'],
      allowedHeaders: ['Range', 'x-amz-*'],
      exposedHeaders: ['ETag'],
      maxAge: 600,
    },
  ];
  const ask = (headers: Record<string, string>) => ({ 'access-control-request-method': 'GET', ...headers });

  it('an answer, also a refusal, carries the headers if the Origin matches a rule, and only then', async () => {
    const { s3, url } = await startS3({ cors });
    await s3.put(Bucket, 'a', Buffer.from('x'));
    const allowed = async (path: string, origin: string, method = 'GET') =>
      (await fetch(`${url}/${Bucket}/${path}`, { method, headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('a', 'https://app.example')).toBe('https://app.example');
    expect(await allowed('missing', 'https://x.test.example')).toBe('https://x.test.example');
    expect(await allowed('a', 'https://other.example')).toBeNull();
    expect(await allowed('a', 'https://app.example', 'PUT')).toBeNull();
    expect(s3.allowsOrigin(Bucket, 'https://app.example', 'GET')).toBe(true);
    expect(s3.allowsOrigin(Bucket, 'https://app.example', 'PUT')).toBe(false);
  });

  it('a preflight is answered by the rules: origin, method and headers', async () => {
    const { s3, url } = await startS3({ cors });
    const origin = 'https://app.example';
    const headers = ask({ origin, 'access-control-request-headers': 'range, X-Amz-Checksum-Mode' });
    const direct = s3.preflight(Bucket, headers);
    const overHttp = await fetch(`${url}/${Bucket}/a?versionId=1`, { method: 'OPTIONS', headers });
    expect(direct.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'range, x-amz-checksum-mode',
      'access-control-max-age': '600',
    });
    expect([overHttp.status, overHttp.headers.get('access-control-allow-origin')]).toEqual([200, origin]);
    const missing = await fetch(`${url}/${Bucket}/missing`, { headers: { origin } });
    expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, origin]);
    const refused = [
      ask({ origin: 'https://other.example' }),
      ask({ origin, 'access-control-request-method': 'PUT' }),
      ask({ origin, 'access-control-request-headers': 'authorization' }),
    ];
    for (const one of refused) expect(() => s3.preflight(Bucket, one)).toThrow('not allowed');
  });
});
