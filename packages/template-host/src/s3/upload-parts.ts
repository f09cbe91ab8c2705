import { randomBytes } from 'node:crypto';
import type { AwsRequest } from '../aws/service.ts';
import { type Call, type Operation, xmlResponse } from './call.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import { checksumHeaders, readObjectHeaders } from './object-headers.ts';
import { parseAlgorithm, readPayload } from './payload.ts';
import { invalidArgument, invalidRequest } from './s3-error.ts';
import { headerOf } from './s3-request.ts';
import type { Checksum, Part, Upload } from './version.ts';
import { textElement, xmlDocument } from './xml.ts';

const defaultType = (algorithm: ChecksumAlgorithm) => (algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');

function uploadChecksum(request: AwsRequest): Upload['checksum'] {
  const name = headerOf(request, 'x-amz-checksum-algorithm');
  if (name === undefined) return undefined;
  const algorithm = parseAlgorithm(name);
  const type = headerOf(request, 'x-amz-checksum-type')?.toUpperCase() ?? defaultType(algorithm);
  const isPossible = type === 'FULL_OBJECT' ? algorithm.startsWith('crc') : algorithm !== 'crc64nvme';
  if ((type !== 'FULL_OBJECT' && type !== 'COMPOSITE') || !isPossible) {
    throw invalidRequest(`The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`);
  }
  return { algorithm, type };
}

/** CreateMultipartUpload: headers and metadata belong to the later object. */
export const createMultipartUpload: Operation = async ({ store, request, bucket, key }) => {
  const uploadId = randomBytes(48).toString('hex');
  const checksum = uploadChecksum(request);
  const described = readObjectHeaders(request);
  store.uploads.start({
    uploadId,
    bucket: bucket.name,
    key,
    at: store.now(),
    ...described,
    ...(checksum ? { checksum } : {}),
  });
  const result = xmlDocument(
    'InitiateMultipartUploadResult',
    textElement('Bucket', bucket.name),
    textElement('Key', key),
    textElement('UploadId', uploadId),
  );
  return xmlResponse(result, {
    'x-amz-server-side-encryption': 'AES256',
    ...(checksum
      ? { 'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(), 'x-amz-checksum-type': checksum.type }
      : {}),
  });
};

export const uploadIdOf = (request: AwsRequest) => request.query.get('uploadId') ?? '';

function partNumberOf(request: AwsRequest): number {
  const text = request.query.get('partNumber') ?? '';
  if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 10_000) return Number(text);
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', text);
}

async function keepPart({ store, request }: Call, part: Part) {
  const replaced = store.uploads.keepPart(uploadIdOf(request), part);
  if (replaced) await store.blobs.remove(replaced.blob);
}

/** UploadPart: checked like a whole object. The same number again replaces the part. */
export const uploadPart: Operation = async (call) => {
  const { store, request, bucket, key } = call;
  const number = partNumberOf(request);
  const { upload } = store.uploads.find(uploadIdOf(request), bucket.name, key);
  const payload = readPayload(request);
  checkAlgorithm(upload, payload.checksum?.algorithm);
  const checksum: Checksum | undefined = payload.checksum && { ...payload.checksum, type: 'FULL_OBJECT' };
  const blob = await store.blobs.write(payload.bytes);
  const part = { number, blob, size: payload.bytes.length, etag: payload.md5, at: store.now() };
  await keepPart(call, { ...part, ...(checksum ? { checksum } : {}) });
  const { 'x-amz-checksum-type': _type, ...headers } = checksumHeaders(checksum);
  return { status: 200, headers: { etag: `"${payload.md5}"`, 'x-amz-server-side-encryption': 'AES256', ...headers } };
};

function checkAlgorithm(upload: Upload, algorithm: ChecksumAlgorithm | undefined) {
  const expected = upload.checksum?.algorithm;
  if (!expected || !algorithm || algorithm === expected) return;
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${algorithm}`,
  );
}

export const partChecksum = (checksum: Checksum | undefined) =>
  checksum ? textElement(`Checksum${checksum.algorithm.toUpperCase()}`, checksum.value) : '';
