import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type AuditArchive, auditPrefix } from './audit-archive.ts';

/**
 * The archive in a bucket with Object Lock: each change is an object `audit/<day>/<its id>.json`, locked by the bucket's own rule. S3
 * takes it only with a checksum, which the SDK sends.
 */
export const s3AuditArchive = (client: S3Client, bucket: string): AuditArchive => ({
  async keep({ id, kind, at, before, after }) {
    const content = { id, kind, at: at.toISOString(), before, after };
    try {
      await client.send(
        new PutObjectCommand({
          ...{ Bucket: bucket, Key: `${auditPrefix}${at.toISOString().slice(0, 10)}/${id}.json` },
          ...{ Body: JSON.stringify(content), ContentType: 'application/json', IfNoneMatch: '*' },
        }),
      );
    } catch (error) {
      // It is there already.
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return;
      throw error;
    }
  },
});
