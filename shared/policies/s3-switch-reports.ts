import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type SwitchReports, switchReportKey } from './payment-switch.ts';

/** Reports on unconfirmed switches as files of the insurer's bucket. */
export const s3SwitchReports = (client: S3Client, bucket: string): SwitchReports => ({
  async write(report) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: switchReportKey(report),
        Body: JSON.stringify(report),
        ContentType: 'application/json',
      }),
    );
  },
});
