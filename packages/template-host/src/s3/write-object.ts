import type { AwsRequest } from '../aws/service.ts';
import { currentVersion } from './bucket.ts';
import type { Call, Operation } from './call.ts';
import { xmlResponse } from './call.ts';
import { checksumOf, createDigest } from './checksums.ts';
import { admitWrite, judgeRead } from './conditions.ts';
import { checksumHeaders, keptAs, listDate, readObjectHeaders, versionIdHeader } from './object-headers.ts';
import { parseAlgorithm, readPayload } from './payload.ts';
import { checkVersionId, findObject } from './read-object.ts';
import { invalidRequest, preconditionFailed } from './s3-error.ts';
import { copySource, headerOf } from './s3-request.ts';
import type { Checksum, StoredObject } from './version.ts';
import { textElement, xmlDocument } from './xml.ts';

/** PutObject: one body, checked, then made current. */
export const putObject: Operation = async ({ store, request, bucket, key, requestId }) => {
  const admit = admitWrite(request, key);
  admit(currentVersion(bucket, key));
  const described = readObjectHeaders(request);
  const payload = readPayload(request);
  // An object without checksum gets S3's own (S3 User Guide, "Checking object integrity").
  const own = () => ({ algorithm: 'crc64nvme', value: checksumOf('crc64nvme', payload.bytes) }) as const;
  const checksum: Checksum = { ...(payload.checksum ?? own()), type: 'FULL_OBJECT' };
  const blob = await store.blobs.write(payload.bytes);
  const draft = {
    key,
    blob,
    size: payload.bytes.length,
    etag: payload.md5,
    ...described,
    checksum,
  };
  const object = await store.commit(bucket, draft, 'ObjectCreated:Put', requestId, admit);
  return {
    status: 200,
    headers: {
      etag: `"${object.etag}"`,
      'x-amz-server-side-encryption': 'AES256',
      ...checksumHeaders(checksum),
      ...versionIdHeader(bucket.versioning, object),
    },
  };
};

/** The source object of a copy, after its conditions are checked (a source that is not modified is refused, not answered 304). */
export function findCopySource({ store, request }: Pick<Call, 'store' | 'request'>) {
  const source = copySource(request);
  if (!source) throw invalidRequest('Copy Source must be given');
  const bucket = store.bucket(source.bucket);
  const object = findObject(bucket, source.key, checkVersionId(source.versionId));
  if (judgeRead(request, object, 'x-amz-copy-source-') === 'not-modified') {
    throw preconditionFailed('x-amz-copy-source-If-None-Match');
  }
  return { bucket, object };
}

/** CopyObject: the bytes of one version under another key, with its metadata or the request's. */
export const copyObject: Operation = async ({ store, request, bucket, key, requestId }) => {
  const { bucket: sourceBucket, object: source } = findCopySource({ store, request });
  const replacesMetadata = headerOf(request, 'x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';
  if (sourceBucket === bucket && source.key === key && !copySource(request)?.versionId && !replacesMetadata) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const admit = admitWrite(request, key);
  const digest = copyDigest(request, source);
  const blob = await store.blobs.copy(source.blob, { start: 0, end: source.size - 1 }, (bytes) =>
    digest?.running.update(bytes),
  );
  const checksum: Checksum | undefined = digest
    ? { algorithm: digest.algorithm, value: digest.running.value().toString('base64'), type: 'FULL_OBJECT' }
    : source.checksum;
  const { headers, metadata } = readObjectHeaders(request);
  const draft = {
    key,
    blob,
    size: source.size,
    etag: source.etag,
    headers: replacesMetadata ? headers : keptAs(headers, source.headers),
    metadata: replacesMetadata ? metadata : source.metadata,
    ...(checksum ? { checksum } : {}),
  };
  const object = await store.commit(bucket, draft, 'ObjectCreated:Copy', requestId, admit);
  const result = xmlDocument(
    'CopyObjectResult',
    textElement('LastModified', listDate(object.at)),
    textElement('ETag', `"${object.etag}"`),
    ...(checksum
      ? [
          textElement(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value),
          textElement('ChecksumType', checksum.type),
        ]
      : []),
  );
  return xmlResponse(result, {
    'x-amz-server-side-encryption': 'AES256',
    'x-amz-copy-source-version-id': source.versionId,
    ...versionIdHeader(bucket.versioning, object),
  });
};

// A copy keeps its source's checksum. If the request names another algorithm, or the source's covers parts, it is computed over
// the whole.
function copyDigest(request: AwsRequest, source: StoredObject) {
  const asked = headerOf(request, 'x-amz-checksum-algorithm');
  const algorithm = asked === undefined ? source.checksum?.algorithm : parseAlgorithm(asked);
  if (!algorithm || (algorithm === source.checksum?.algorithm && source.checksum.type === 'FULL_OBJECT'))
    return undefined;
  return { algorithm, running: createDigest(algorithm) };
}
