import type { AwsRequest } from '../aws/service.ts';
import { noSuchKey, notImplemented, preconditionFailed } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import type { StoredObject, Version } from './version.ts';

const bare = (etag: string) => etag.trim().replace(/^W\//, '').replaceAll('"', '');
const names = (header: string, etag: string) =>
  header.trim() === '*' || header.split(',').some((one) => bare(one) === etag);
const seconds = (at: number) => Math.floor(at / 1000);

/**
 * Whether a read is answered with the object or 304 (RFC 9110, 13.2.2: the ETag conditions precede the dates). `prefix` is
 * `x-amz-copy-source-` for the source of a copy. Throws PreconditionFailed.
 */
export function judgeRead(request: AwsRequest, object: StoredObject, prefix = ''): 'send' | 'not-modified' {
  const header = (name: string) => headerOf(request, prefix + name);
  const date = (name: string) => Date.parse(header(name) ?? '');
  const ifMatch = header('if-match');
  const ifNoneMatch = header('if-none-match');
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (seconds(object.at) > seconds(date('if-unmodified-since'))) throw preconditionFailed('If-Unmodified-Since');
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, object.etag) ? 'not-modified' : 'send';
  return seconds(object.at) <= seconds(date('if-modified-since')) ? 'not-modified' : 'send';
}

/**
 * What a conditional write requires of the version that is current when it takes effect: `If-None-Match: *` none, `If-Match` this
 * ETag. Throws PreconditionFailed, NoSuchKey, NotImplemented.
 */
export function admitWrite(request: AwsRequest, key: string): (current: Version | undefined) => void {
  const ifNoneMatch = headerOf(request, 'if-none-match');
  const ifMatch = headerOf(request, 'if-match');
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*') throw notImplemented('If-None-Match');
  return (current) => {
    const object = current?.kind === 'object' ? current : undefined;
    if (ifNoneMatch !== undefined && object) throw preconditionFailed('If-None-Match');
    if (ifMatch === undefined) return;
    if (!object) throw noSuchKey(key);
    if (!names(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  };
}

/** The same for a deletion: `If-Match` with an ETag or `*`. S3 accepts the deletion of a missing object. */
export function admitDelete(etag: string | undefined, current: Version | undefined): void {
  if (etag === undefined || current?.kind !== 'object') return;
  if (!names(etag, current.etag)) throw preconditionFailed('If-Match');
}
