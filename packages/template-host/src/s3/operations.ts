import type { AwsRequest } from '../aws/service.ts';
import { notImplemented } from './s3-error.ts';
import { type Address, headerOf, parseAddress } from './s3-request.ts';

/** The S3 operations that this host plays, by their API names. */
export type OperationName =
  | 'ListBuckets'
  | 'HeadBucket'
  | 'GetBucketLocation'
  | 'ListObjectsV2'
  | 'ListObjectVersions'
  | 'DeleteObjects'
  | 'GetObject'
  | 'HeadObject'
  | 'PutObject'
  | 'CopyObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'Preflight';

type Level = 'service' | 'bucket' | 'object';

type Route = {
  readonly name: OperationName;
  readonly method: string;
  readonly level: Level;
  /** Query parameters that make the request this operation. */
  readonly needs?: readonly string[];
  readonly allows?: readonly string[];
  /** True: only with a copy source; absent: only without one. */
  readonly copies?: boolean;
};

const listing = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

// The first match counts, so routes with a subresource come before the plain ones.
const routes: readonly Route[] = [
  { name: 'ListBuckets', method: 'GET', level: 'service', allows: ['max-buckets', 'prefix', 'bucket-region'] },
  { name: 'GetBucketLocation', method: 'GET', level: 'bucket', needs: ['location'] },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    level: 'bucket',
    needs: ['versions'],
    allows: [...listing, 'key-marker', 'version-id-marker'],
  },
  {
    name: 'ListObjectsV2',
    method: 'GET',
    level: 'bucket',
    needs: ['list-type'],
    allows: [...listing, 'continuation-token', 'start-after', 'fetch-owner'],
  },
  { name: 'HeadBucket', method: 'HEAD', level: 'bucket' },
  { name: 'DeleteObjects', method: 'POST', level: 'bucket', needs: ['delete'] },
  { name: 'GetObject', method: 'GET', level: 'object', allows: ['versionId'] },
  { name: 'HeadObject', method: 'HEAD', level: 'object', allows: ['versionId'] },
  { name: 'UploadPart', method: 'PUT', level: 'object', needs: ['partNumber', 'uploadId'] },
  { name: 'CopyObject', method: 'PUT', level: 'object', copies: true },
  { name: 'PutObject', method: 'PUT', level: 'object' },
  { name: 'CreateMultipartUpload', method: 'POST', level: 'object', needs: ['uploads'] },
  { name: 'CompleteMultipartUpload', method: 'POST', level: 'object', needs: ['uploadId'] },
  { name: 'AbortMultipartUpload', method: 'DELETE', level: 'object', needs: ['uploadId'] },
  { name: 'DeleteObject', method: 'DELETE', level: 'object', allows: ['versionId'] },
  { name: 'Preflight', method: 'OPTIONS', level: 'bucket' },
  { name: 'Preflight', method: 'OPTIONS', level: 'object', allows: ['versionId'] },
];

const levelOf = ({ bucket, key }: Address): Level => (key ? 'object' : bucket ? 'bucket' : 'service');

// A presigned address has its signature and its hoisted headers in the query; the SDK adds x-id.
const isAlwaysAllowed = (name: string) => /^(x-amz-.+|x-id|response-[a-z-]+)$/i.test(name);

/**
 * The operation of a request. Throws NotImplemented (501) for a subresource that this host does not play: an ignored `?acl` or
 * `?partNumber` would silently do something else.
 */
export function operationOf(request: AwsRequest): OperationName {
  const level = levelOf(parseAddress(request.path));
  const copies = headerOf(request, 'x-amz-copy-source') !== undefined;
  const route = routes.find(
    (one) =>
      one.level === level &&
      one.method === request.method &&
      (one.copies ?? false) === (copies && request.method === 'PUT') &&
      (one.needs ?? []).every((name) => request.query.has(name)),
  );
  if (!route) throw notImplemented(`${request.method} on a ${level}`);
  const known = new Set([...(route.needs ?? []), ...(route.allows ?? [])]);
  const unknown = [...request.query.keys()].find((name) => !known.has(name) && !isAlwaysAllowed(name));
  if (unknown !== undefined) throw notImplemented(unknown);
  return route.name;
}
