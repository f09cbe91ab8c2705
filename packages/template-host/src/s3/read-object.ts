import { notAuthorized } from '../aws/authorize.ts';
import type { AwsRequest } from '../aws/service.ts';
import { type Bucket, currentVersion, findVersion } from './bucket.ts';
import { parseRange } from './byte-range.ts';
import type { Operation } from './call.ts';
import { judgeRead } from './conditions.ts';
import { checksumHeaders, httpDate, metadataHeaders, responseOverrides, versionIdHeader } from './object-headers.ts';
import { invalidArgument, noSuchKey, noSuchVersion, S3Error } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import type { StoredObject } from './version.ts';

/** Returns the version id. Throws InvalidArgument if it cannot be one, as S3 does before it searches. */
export function checkVersionId(versionId: string | undefined): string | undefined {
  if (versionId === undefined || /^(null|[\w.-]{8,128})$/.test(versionId)) return versionId;
  throw invalidArgument('Invalid version id specified', 'versionId', versionId);
}

/**
 * The object of a read: the current one or the named version. Throws NoSuchKey, NoSuchVersion, and MethodNotAllowed if the named
 * version is a delete marker.
 */
export function findObject(bucket: Bucket, key: string, versionId: string | undefined): StoredObject {
  if (versionId === undefined) {
    const current = currentVersion(bucket, key);
    if (current?.kind === 'object') return current;
    throw noSuchKey(key, current ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': current.versionId } : {});
  }
  const version = findVersion(bucket, key, versionId);
  if (!version) throw noSuchVersion(key, versionId);
  if (version.kind === 'object') return version;
  throw new S3Error(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method: 'GET', ResourceType: 'DeleteMarker' },
    {
      allow: 'DELETE',
      'x-amz-delete-marker': 'true',
      'x-amz-version-id': versionId,
      'last-modified': httpDate(version.at),
    },
  );
}

export const versionIdOf = (request: AwsRequest) => checkVersionId(request.query.get('versionId') ?? undefined);

/** The headers that identify an object in an answer; a 304 has only these. */
const identityHeaders = (bucket: Bucket, object: StoredObject): Record<string, string> => ({
  etag: `"${object.etag}"`,
  'last-modified': httpDate(object.at),
  ...versionIdHeader(bucket.versioning, object),
  ...(object.headers['cache-control'] ? { 'cache-control': object.headers['cache-control'] } : {}),
});

/** The headers of a whole object: stored ones, metadata and identity. */
export const objectHeaders = (bucket: Bucket, object: StoredObject): Record<string, string> => ({
  'accept-ranges': 'bytes',
  'content-type': 'binary/octet-stream',
  'x-amz-server-side-encryption': 'AES256',
  ...object.headers,
  ...metadataHeaders(object.metadata),
  ...identityHeaders(bucket, object),
  'content-length': String(object.size),
});

/**
 * Refuses to read bytes that are archived, or encrypted with a KMS key: no key is played here, so only the owner of this machine
 * may decrypt. Throws InvalidObjectState, AccessDenied.
 */
function checkReadable({ caller, method }: AwsRequest, { headers }: StoredObject): void {
  if (method === 'HEAD') return;
  const StorageClass = headers['x-amz-storage-class'] ?? '';
  if (['GLACIER', 'DEEP_ARCHIVE'].includes(StorageClass))
    throw new S3Error('InvalidObjectState', "The operation is not valid for the object's storage class", 403, {
      StorageClass,
    });
  const kmsKey = headers['x-amz-server-side-encryption-aws-kms-key-id'];
  if (kmsKey === undefined || caller.kind === 'owner') return;
  throw new S3Error('AccessDenied', notAuthorized(caller, { action: 'kms:Decrypt', resource: kmsKey }), 403);
}

/** GetObject and HeadObject: the whole object or one range of it. */
export const getObject: Operation = ({ store, request, bucket, key }) => {
  const object = findObject(bucket, key, versionIdOf(request));
  checkReadable(request, object);
  if (judgeRead(request, object) === 'not-modified') return { status: 304, headers: identityHeaders(bucket, object) };
  const range = parseRange(headerOf(request, 'range'), object.size);
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  const wantsChecksum = headerOf(request, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED';
  const headers = {
    ...objectHeaders(bucket, object),
    ...responseOverrides(request),
    // The checksum is that of the whole object, so it would be wrong for a part.
    ...(wantsChecksum && !range ? checksumHeaders(object.checksum) : {}),
    'content-length': String(end - start + 1),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${object.size}` } : {}),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers };
  return { status, headers, body: store.blobs.read(object.blob, object.size, start, end) };
};
