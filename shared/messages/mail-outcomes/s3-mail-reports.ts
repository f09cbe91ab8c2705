import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { MailReports } from './mail-outcomes.ts';

/** Mails that did not reach their customer, as files of the insurer's bucket: `reports/mails/<documentId>.json` (R9.5). */
export const s3MailReports = (client: S3Client, bucket: string): MailReports => ({
  async report({ documentId, key, policyNumber }, outcome, at) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `reports/mails/${documentId}.json`,
        Body: JSON.stringify({ documentId, key, policyNumber, outcome, at: at.toISOString() }),
        ContentType: 'application/json',
      }),
    );
  },
});
