import { buffer } from 'node:stream/consumers';
import type { S3 } from '../s3/s3.ts';
import { type HttpRequest, type HttpResponse, textResponse } from './http.ts';

/**
 * A bucket behind CloudFront's origin access control. `allows` checks the bucket's policy. Without s3:ListBucket, a missing
 * object is a 403, as in S3.
 */
export function createBucketOrigin(
  s3: Pick<S3, 'read'>,
  bucket: string,
  allows: (action: 's3:GetObject' | 's3:ListBucket', resource: string) => boolean,
): (request: HttpRequest) => Promise<HttpResponse> {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  return async (request) => {
    const key = decodeKey(request.path.slice(1));
    if (key === undefined || !allows('s3:GetObject', `${bucketArn}/${key}`)) return denied();
    const object = await s3.read(bucket, key);
    if (!object) return allows('s3:ListBucket', bucketArn) ? failure(404, 'NoSuchKey') : denied();
    const headers = Object.entries(object.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const etag = headers.find(([name]) => name === 'etag')?.[1];
    const body = await buffer(object.body);
    const known = request.headers['if-none-match']?.split(/,\s*/).map((one) => one.replace(/^W\//, ''));
    if (etag && known?.includes(etag)) {
      return { status: 304, headers: headers.filter(([name]) => name !== 'content-length'), body: Buffer.alloc(0) };
    }
    return { status: 200, headers: headers.filter(([name]) => name !== 'content-length'), body };
  };
}

function decodeKey(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

const failure = (status: number, code: string) =>
  textResponse(
    status,
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
  );
const denied = () => failure(403, 'AccessDenied');
