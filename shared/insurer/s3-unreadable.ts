import { S3ServiceException } from '@aws-sdk/client-s3';

/**
 * Why S3 will never return a file of the insurer, however often it is read. `gone`: there is no such version · `archived`: it is
 * in an archive (Glacier) and not restored · `foreign-key`: it is encrypted with a key that the portal may not use.
 */
export type Unreadable = 'gone' | 'archived' | 'foreign-key';

const goneNames = ['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed'];
/** Errors of a key that is disabled, deleted or missing. `KMS.ThrottlingException` and KMS's own failures are temporary. */
const keyNames = /^KMS\.(Disabled|NotFound|InvalidState|KMSInvalidState|InvalidKeyUsage|AccessDenied)/;

/**
 * Why a GetObject error is permanent; undefined if a retry may help. The portal has no s3:ListBucket, so S3 answers 403 instead
 * of 404 for a missing object ("GetObject" in S3's API reference). If its text names another action that the role lacks, the
 * cause is a key (`kms:Decrypt`), or a fault of the deployment, for which no file is given up.
 */
export function whyUnreadable(error: unknown): Unreadable | undefined {
  if (!(error instanceof S3ServiceException)) return undefined;
  const { name, message } = error;
  if (goneNames.includes(name)) return 'gone';
  if (name === 'InvalidObjectState') return 'archived';
  if (keyNames.test(name)) return 'foreign-key';
  // Encrypted with a key that each request must send (SSE-C).
  if (name === 'InvalidRequest' && /server side encryption/i.test(message)) return 'foreign-key';
  if (name !== 'AccessDenied') return undefined;
  const [, action] = /not authorized to perform: ([a-z0-9-]+:\w+)/i.exec(message) ?? [];
  if (action?.startsWith('kms:') || /\bkms\b/i.test(message)) return 'foreign-key';
  return action === undefined || action.startsWith('s3:List') ? 'gone' : undefined;
}
