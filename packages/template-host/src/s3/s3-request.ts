import type { AwsRequest } from '../aws/service.ts';
import { S3Error } from './s3-error.ts';

/** The target of a path-style path: nothing (the service), a bucket, or an object in it. */
export type Address = { readonly bucket?: string; readonly key?: string };

const longestKey = 1024; // bytes of UTF-8, S3's own limit

function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", 400, { URI: text });
  }
}

/** The bucket and key of a path as sent (`/bucket/key`, percent-encoded; a `+` is a plus). Throws InvalidURI, KeyTooLongError. */
export function parseAddress(path: string): Address {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  if (!bucket) return {};
  if (!key) return { bucket: decodePath(bucket) };
  const decoded = decodePath(key);
  if (Buffer.byteLength(decoded) > longestKey) throw new S3Error('KeyTooLongError', 'Your key is too long', 400);
  return { bucket: decodePath(bucket), key: decoded };
}

/**
 * A header of the request, or the query parameter that replaces it in a presigned address (`x-amz-meta-kind=policy`). Undefined
 * if it is absent.
 */
export function headerOf(request: AwsRequest, name: string): string | undefined {
  const value = request.headers[name];
  if (value !== undefined) return Array.isArray(value) ? value.join(',') : value;
  return name.startsWith('x-amz-') ? (request.query.get(name) ?? undefined) : undefined;
}

/** The source of a copy: `x-amz-copy-source: /bucket/key?versionId=…`, percent-encoded. Undefined if nothing is copied. */
export function copySource(
  request: AwsRequest,
): { readonly bucket: string; readonly key: string; readonly versionId?: string } | undefined {
  const source = headerOf(request, 'x-amz-copy-source');
  if (source === undefined) return undefined;
  const [, path = '', versionId] = /^\/?(.*?)(?:\?versionId=([^&]*))?$/s.exec(source) ?? [];
  const { bucket, key } = parseAddress(`/${path}`);
  if (!bucket || !key) {
    throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key', 400, {
      ArgumentName: 'x-amz-copy-source',
      ArgumentValue: source,
    });
  }
  return versionId === undefined ? { bucket, key } : { bucket, key, versionId: decodePath(versionId) };
}
