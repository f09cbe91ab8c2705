import { type Bucket, currentVersion } from './bucket.ts';
import { type Operation, xmlResponse } from './call.ts';
import { type ListQuery, lastOf, parseListQuery, type Step, takePage, walkKeys } from './list-page.ts';
import { listDate } from './object-headers.ts';
import { invalidArgument } from './s3-error.ts';
import type { StoredObject, Version } from './version.ts';
import { element, textElement, xmlDocument } from './xml.ts';

const owner = element('Owner', textElement('ID', 'LOCAL'));

const checksumElements = (object: StoredObject) =>
  object.checksum
    ? textElement('ChecksumAlgorithm', object.checksum.algorithm.toUpperCase()) +
      textElement('ChecksumType', object.checksum.type)
    : '';

const contentElements = (object: StoredObject, { encode }: ListQuery) => [
  textElement('Key', encode(object.key)),
  textElement('LastModified', listDate(object.at)),
  textElement('ETag', `"${object.etag}"`),
  checksumElements(object),
  textElement('Size', object.size),
  textElement('StorageClass', 'STANDARD'),
];

const prefixElement = (prefix: string, { encode }: ListQuery) =>
  element('CommonPrefixes', textElement('Prefix', encode(prefix)));

function currentObjects(bucket: Bucket) {
  return (key: string): readonly StoredObject[] => {
    const current = currentVersion(bucket, key);
    return current?.kind === 'object' ? [current] : [];
  };
}

const objectSteps = (page: readonly Step<StoredObject>[], query: ListQuery, ownerElement: string) =>
  page.map((step) =>
    step.kind === 'prefix'
      ? prefixElement(step.prefix, query)
      : element('Contents', ...contentElements(step.entry, query), ownerElement),
  );

const commonElements = (bucket: Bucket, query: ListQuery, isTruncated: boolean) => [
  textElement('Name', bucket.name),
  textElement('Prefix', query.encode(query.prefix)),
  textElement('Delimiter', query.delimiter ? query.encode(query.delimiter) : undefined),
  textElement('MaxKeys', query.limit),
  textElement('EncodingType', query.encodingType),
  textElement('IsTruncated', isTruncated),
];

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (!text.startsWith('after:')) {
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  }
  return text.slice('after:'.length);
}

const writeToken = (after: string) => Buffer.from(`after:${after}`).toString('base64url');

/** ListObjectsV2: current objects by key, paged by an opaque token. */
export const listObjectsV2: Operation = ({ request, bucket }) => {
  const query = parseListQuery(request);
  const token = request.query.get('continuation-token');
  const startAfter = request.query.get('start-after') ?? '';
  const after = token === null ? startAfter : readToken(token);
  const { page, isTruncated } = takePage(walkKeys(bucket, query, { after }, currentObjects(bucket)), query.limit);
  const next = isTruncated ? lastOf(page) : undefined;
  return xmlResponse(
    xmlDocument(
      'ListBucketResult',
      ...commonElements(bucket, query, isTruncated),
      textElement('StartAfter', startAfter ? query.encode(startAfter) : undefined),
      textElement('ContinuationToken', token ?? undefined),
      textElement('NextContinuationToken', next === undefined ? undefined : writeToken(next)),
      textElement('KeyCount', page.length),
      ...objectSteps(page, query, request.query.get('fetch-owner') === 'true' ? owner : ''),
    ),
  );
};

/** ListObjectVersions: every version and delete marker, by key, the newest of a key first. */
export const listObjectVersions: Operation = ({ request, bucket }) => {
  const query = parseListQuery(request);
  const keyMarker = request.query.get('key-marker') ?? '';
  const versionMarker = request.query.get('version-id-marker') ?? '';
  if (versionMarker && !keyMarker) {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      'version-id-marker',
      versionMarker,
    );
  }
  const versionsOf = (key: string): readonly Version[] => {
    const versions = (bucket.versions.get(key) ?? []).toReversed();
    if (!versionMarker || key !== keyMarker) return versions;
    const index = versions.findIndex((version) => version.versionId === versionMarker);
    // The marker was removed meanwhile: the rest of the key has been shown or is gone.
    return index < 0 ? [] : versions.slice(index + 1);
  };
  const start = { after: keyMarker, isInclusive: versionMarker !== '' };
  const { page, isTruncated } = takePage(walkKeys(bucket, query, start, versionsOf), query.limit);
  const last = page.at(-1);
  const nextKey = isTruncated ? lastOf(page) : undefined;
  return xmlResponse(
    xmlDocument(
      'ListVersionsResult',
      ...commonElements(bucket, query, isTruncated),
      textElement('KeyMarker', query.encode(keyMarker)),
      textElement('VersionIdMarker', versionMarker),
      textElement('NextKeyMarker', nextKey === undefined ? undefined : query.encode(nextKey)),
      textElement('NextVersionIdMarker', isTruncated && last?.kind === 'entry' ? last.entry.versionId : undefined),
      ...page.map((step) =>
        step.kind === 'prefix' ? prefixElement(step.prefix, query) : versionElement(bucket, step.entry, query),
      ),
    ),
  );
};

function versionElement(bucket: Bucket, version: Version, query: ListQuery): string {
  const identity = [
    textElement('VersionId', version.versionId),
    textElement('IsLatest', currentVersion(bucket, version.key) === version),
  ];
  if (version.kind === 'object') return element('Version', ...identity, ...contentElements(version, query), owner);
  return element(
    'DeleteMarker',
    ...identity,
    textElement('Key', query.encode(version.key)),
    textElement('LastModified', listDate(version.at)),
    owner,
  );
}
