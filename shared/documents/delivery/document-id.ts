import { createHash } from 'node:crypto';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A whole number in Crockford's base 32, `length` characters. The texts sort like the numbers. */
function base32(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = alphabet.charAt(Number(rest % 32n)) + text;
    rest /= 32n;
  }
  return text;
}

const timePart = (date: Date) => base32(BigInt(date.getTime()), 10);

/**
 * The document's id in the form of a ULID: the upload's time (ms), then 80 bits of a hash of bucket, key, version and time. The
 * same event always gives the same id, so a repetition is recognised (R5.1).
 */
export function documentIdOf({ bucket, key, versionId, uploadedAt }: UploadedObject): string {
  const hash = createHash('sha256').update(JSON.stringify([bucket, key, versionId, uploadedAt.toISOString()]));
  return timePart(uploadedAt) + base32(BigInt(`0x${hash.digest('hex').slice(0, 20)}`), 16);
}

/**
 * Identifies an upload at its key by the id that S3 gives each version. An event and the replay of a restore have the same
 * version id, though their times differ in precision. In a bucket without versions every id is `null`: then this is the
 * documentId.
 */
export const uploadName = ({ versionId, documentId }: { versionId: string; documentId: string }): string =>
  versionId === 'null' ? documentId : versionId;

/** An id that sorts before every document uploaded at `date` or later, and after every earlier one. */
export const firstIdAt = (date: Date): string => timePart(date);

/** The time of the upload (ms), with which the document's id begins. */
export const uploadTimeOf = (documentId: string): Date =>
  new Date(
    Number([...documentId.slice(0, 10)].reduce((time, digit) => time * 32n + BigInt(alphabet.indexOf(digit)), 0n)),
  );
