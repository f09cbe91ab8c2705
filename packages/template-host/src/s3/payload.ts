import { createHash } from 'node:crypto';
import type { AwsRequest } from '../aws/service.ts';
import { decodeExactly } from './aws-chunked.ts';
import { type ChecksumAlgorithm, checksumAlgorithms, checksumLength, checksumOf } from './checksums.ts';
import { badDigest, invalidRequest, notImplemented, S3Error } from './s3-error.ts';
import { headerOf } from './s3-request.ts';

/** The bytes of a request, checked against every digest that it names. `md5` is in hex. */
export type Payload = {
  readonly bytes: Buffer;
  readonly md5: string;
  readonly checksum?: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
};

const prefix = 'x-amz-checksum-';
// Headers of the same family that carry no checksum.
const notChecksums = ['x-amz-checksum-mode', 'x-amz-checksum-algorithm', 'x-amz-checksum-type'];

const isChunked = (request: AwsRequest) =>
  headerOf(request, 'x-amz-content-sha256')?.startsWith('STREAMING-') === true ||
  headerOf(request, 'content-encoding')?.split(',')[0]?.trim() === 'aws-chunked';

/**
 * Removes the framing from the body and checks every digest that the request names: Content-MD5, x-amz-content-sha256 and one
 * x-amz-checksum-* as a header or trailer. Throws BadDigest, InvalidDigest, XAmzContentSHA256Mismatch, IncompleteBody,
 * InvalidRequest.
 */
export function readPayload(request: AwsRequest): Payload {
  const chunked = isChunked(request);
  const { bytes, trailers } = chunked
    ? decodeExactly(request.body, headerOf(request, 'x-amz-decoded-content-length'))
    : { bytes: request.body, trailers: new Map<string, string>() };
  if (!chunked) checkContentSha256(bytes, headerOf(request, 'x-amz-content-sha256'));
  const md5 = createHash('md5').update(bytes).digest();
  checkMd5(md5, headerOf(request, 'content-md5'));
  const announced = namedTrailers(request);
  const missing = announced.find((name) => !trailers.has(name));
  if (missing !== undefined) {
    throw new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed', 400);
  }
  const claimed = claimedChecksum(request, trailers);
  if (claimed) checkChecksum(bytes, claimed);
  return { bytes, md5: md5.toString('hex'), ...(claimed ? { checksum: claimed } : {}) };
}

const namedTrailers = (request: AwsRequest) =>
  (headerOf(request, 'x-amz-trailer') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);

/** Whether the request names any checksum, as a header or as a later trailer. */
export const claimsChecksum = (request: AwsRequest) =>
  claimedChecksum(request) !== undefined || namedTrailers(request).some((name) => name.startsWith(prefix));

/**
 * The one checksum that a request names for its body or object. Throws InvalidRequest for two, NotImplemented for a newer kind.
 */
export function claimedChecksum(request: AwsRequest, trailers: ReadonlyMap<string, string> = new Map()) {
  const names = new Set([...Object.keys(request.headers), ...request.query.keys(), ...trailers.keys()]);
  const found = [...names].filter((name) => name.startsWith(prefix) && !notChecksums.includes(name));
  if (found.length > 1) {
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  }
  const [name] = found;
  if (name === undefined) return undefined;
  const algorithm = parseAlgorithm(name.slice(prefix.length));
  const value = trailers.get(name) ?? headerOf(request, name) ?? '';
  return { algorithm, value };
}

/** The algorithm with that name, in upper or lower case. Throws NotImplemented for one that this host does not play. */
export function parseAlgorithm(name: string): ChecksumAlgorithm {
  const algorithm = checksumAlgorithms.find((one) => one === name.toLowerCase());
  if (!algorithm) throw notImplemented(`${prefix}${name}`);
  return algorithm;
}

function checkContentSha256(bytes: Buffer, claimed: string | undefined) {
  if (claimed === undefined || claimed === 'UNSIGNED-PAYLOAD') return;
  const computed = createHash('sha256').update(bytes).digest('hex');
  if (claimed.toLowerCase() === computed) return;
  throw new S3Error(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: claimed, S3ComputedContentSHA256: computed },
  );
}

function checkMd5(computed: Buffer, claimed: string | undefined) {
  if (claimed === undefined) return;
  if (Buffer.from(claimed, 'base64').length !== computed.length) {
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': claimed });
  }
  if (claimed === computed.toString('base64')) return;
  throw badDigest('The Content-MD5 you specified did not match what we received.', {
    ExpectedDigest: claimed,
    CalculatedDigest: computed.toString('base64'),
  });
}

function checkChecksum(bytes: Buffer, claimed: { algorithm: ChecksumAlgorithm; value: string }) {
  if (Buffer.from(claimed.value, 'base64').length !== checksumLength[claimed.algorithm]) {
    throw invalidRequest(`Value for ${prefix}${claimed.algorithm} header is invalid.`);
  }
  if (checksumOf(claimed.algorithm, bytes) === claimed.value) return;
  throw badDigest(`The ${claimed.algorithm.toUpperCase()} you specified did not match the calculated checksum.`);
}
