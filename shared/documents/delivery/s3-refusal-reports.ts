import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RefusalReports } from './refusal.ts';

/** Refusals as files of the insurer's bucket: `reports/documents/<documentId>.json` (R9.5). */
export const s3RefusalReports = (client: S3Client, bucket: string): RefusalReports => ({
  async report({ documentId, object, reason, at }) {
    const body = { key: object.key, versionId: object.versionId, reason, at: at.toISOString() };
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `reports/documents/${documentId}.json`,
        Body: JSON.stringify(body),
        ContentType: 'application/json',
      }),
    );
  },
});
