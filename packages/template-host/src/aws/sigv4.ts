import { timingSafeEqual } from 'node:crypto';
import { AwsError } from './service.ts';
import { computeSignature } from './sigv4-canonical.ts';
import type { Signature, SignedCall } from './sigv4-read.ts';

export { readSignature, type Signature, type SignedCall } from './sigv4-read.ts';

export type Secret = { readonly secret: string; readonly sessionToken?: string };

/** The clocks that a signature may have been made by, each in ms since 1970 UTC; it is enough that one fits. */
export type SigningTimes = {
  /** For a signature in the Authorization header: up to 15 minutes off is accepted. */
  readonly header: readonly number[];
  /** For a presigned URL, which is valid from its signing time for its X-Amz-Expires. */
  readonly presigned: readonly number[];
};

const allowedSkew = 15 * 60 * 1000;

/**
 * Verifies an AWS Signature Version 4 of any service; service and region come from its credential scope
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Returns nothing; throws
 * AwsError: InvalidAccessKeyId, InvalidToken, AccessDenied (presign expired), RequestTimeTooSkewed,
 * SignatureDoesNotMatch, XAmzContentSHA256Mismatch.
 */
export function verifySignature(
  request: SignedCall,
  signature: Signature,
  secretFor: (accessKeyId: string) => Secret | undefined,
  times: SigningTimes,
): void {
  const known = secretFor(signature.accessKeyId);
  if (!known) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new AwsError('InvalidAccessKeyId', message, 403);
  }
  if (known.sessionToken !== undefined && !sameText(signature.sessionToken ?? '', known.sessionToken)) {
    throw new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
  }
  checkTime(signature, times);
  checkSignedHeaders(request, signature);
  if (!signature.timestamp.startsWith(signature.day))
    throw mismatch('Date in Credential scope is not that of the request');
  if (!sameText(signature.signature, computeSignature(request, signature, known.secret))) {
    throw mismatch('The request signature we calculated does not match the signature you provided.');
  }
}

/**
 * Checks only the time of a signature: within 15 minutes of a clock, or, if presigned, before its end. Throws AwsError:
 * RequestTimeTooSkewed, AccessDenied.
 */
export function checkTime({ signedAt, expiresIn }: Signature, times: SigningTimes): void {
  if (expiresIn === undefined) {
    if (times.header.some((now) => Math.abs(now - signedAt) <= allowedSkew)) return;
    const message = 'The difference between the request time and the current time is too large.';
    throw new AwsError('RequestTimeTooSkewed', message, 403);
  }
  const begun = times.presigned.filter((now) => now >= signedAt - allowedSkew);
  if (begun.length === 0) throw new AwsError('AccessDenied', 'Request is not yet valid', 403);
  if (begun.some((now) => now < signedAt + expiresIn * 1000)) return;
  throw new AwsError('AccessDenied', 'Request has expired', 403);
}

/** Host must be signed; S3 also requires that every x-amz-… header is signed, so that none can be added on the way. */
function checkSignedHeaders(request: SignedCall, { signedHeaders, service }: Signature): void {
  if (!signedHeaders.includes('host')) throw mismatch('The host header must be signed');
  if (service !== 's3') return;
  const unsigned = Object.keys(request.headers).filter((name) => /^x-amz-/.test(name) && !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const message = 'There were headers present in the request which were not signed';
  throw new AwsError('AccessDenied', message, 403, { HeadersNotSigned: unsigned.join(', ') });
}

const mismatch = (message: string) => new AwsError('SignatureDoesNotMatch', message, 403);

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
