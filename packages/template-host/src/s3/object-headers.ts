import { isUtf8 } from 'node:buffer';
import type { AwsRequest } from '../aws/service.ts';
import { invalidArgument, notImplemented, S3Error } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import type { Checksum, Version } from './version.ts';

const storedNames = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];
/** How and where the bytes are stored. A GET returns these headers, too. */
const keepingNames = [
  'x-amz-storage-class',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
];
const storageClasses =
  /^(STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|GLACIER_IR)$/;
const metaPrefix = 'x-amz-meta-';
const longestMetadata = 2048; // bytes of names and values, S3's own limit

// Node passes header bytes as Latin-1, but clients mean UTF-8 if they are valid UTF-8.
function headerText(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : value;
}

/** The headers and the metadata of an object, from a PUT, a copy with REPLACE or the start of a multipart upload. */
export function readObjectHeaders(request: AwsRequest) {
  const unplayed = [...Object.keys(request.headers), ...request.query.keys()].find((name) =>
    /^x-amz-(server-side-encryption-customer|object-lock|tagging$|website-redirect|write-offset|grant)/.test(name),
  );
  if (unplayed !== undefined) throw notImplemented(unplayed);
  const encryption = headerOf(request, 'x-amz-server-side-encryption');
  if (encryption !== undefined && !['AES256', 'aws:kms'].includes(encryption))
    throw notImplemented('x-amz-server-side-encryption');
  if (!storageClasses.test(headerOf(request, 'x-amz-storage-class') ?? 'STANDARD'))
    throw new S3Error('InvalidStorageClass', 'The storage class you specified is not valid', 400);
  checkAcl(headerOf(request, 'x-amz-acl'));
  const headers: Record<string, string> = {};
  for (const name of [...storedNames, ...keepingNames]) {
    const value = headerOf(request, name);
    if (value !== undefined) headers[name] = value;
  }
  const encodings = (headerOf(request, 'content-encoding') ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one && one !== 'aws-chunked');
  if (encodings.length) headers['content-encoding'] = encodings.join(',');
  return { headers, metadata: readMetadata(request) };
}

/** A copy is stored as its own request says, not like its source: in STANDARD if it says nothing. */
export const keptAs = (own: Readonly<Record<string, string>>, source: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(Object.entries(source).filter(([name]) => !keepingNames.includes(name))),
  ...Object.fromEntries(Object.entries(own).filter(([name]) => keepingNames.includes(name))),
});

// Buckets have no ACLs unless they are turned on (ownership "bucket owner enforced").
function checkAcl(acl: string | undefined) {
  if (acl === undefined || acl === 'private' || acl === 'bucket-owner-full-control') return;
  throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs', 400);
}

function readMetadata(request: AwsRequest): Record<string, string> {
  const names = [...Object.keys(request.headers), ...request.query.keys()];
  const metadata: Record<string, string> = {};
  for (const name of names.filter((one) => one.startsWith(metaPrefix))) {
    metadata[name.slice(metaPrefix.length)] = headerText(headerOf(request, name) ?? '');
  }
  const size = Object.entries(metadata).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (size > longestMetadata) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', 400);
  }
  return metadata;
}

// S3 returns values that are not ASCII as an RFC 2047 word.
const metadataValue = (value: string) =>
  /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;

export const metadataHeaders = (metadata: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [metaPrefix + name, metadataValue(value)]));

/** `Sat, 01 Feb 2027 10:00:00 GMT`: whole seconds, like HTTP dates. */
export const httpDate = (at: number) => new Date(at).toUTCString();

/** ISO 8601 as in S3's lists: with milliseconds, which are always zero (so lists and headers agree). */
export const listDate = (at: number) => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** `x-amz-version-id`, if the bucket ever had versions. */
export const versionIdHeader = (versioning: string, version: Version | undefined): Record<string, string> =>
  versioning === 'Never' || !version ? {} : { 'x-amz-version-id': version.versionId };

export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};

const overrides = [...storedNames, 'content-encoding'];

/**
 * The headers that `response-content-disposition` and its siblings set in an answer. Throws InvalidArgument for characters beyond
 * Latin-1, like S3.
 */
export function responseOverrides(request: AwsRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of overrides) {
    const value = request.query.get(`response-${name}`);
    if (value === null) continue;
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', `response-${name}`, value);
    }
    headers[name] = value;
  }
  return headers;
}
