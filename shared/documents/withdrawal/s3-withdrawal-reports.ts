import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { WithdrawalReports } from './withdrawal.ts';

/** What became of withdrawals as files of the insurer's bucket: `reports/withdrawals/<policy number>/<file>.json` (R9.5). */
export const s3WithdrawalReports = (client: S3Client, bucket: string): WithdrawalReports => ({
  async report(name, { key, versionId, uploadedAt }, outcome) {
    const body = { key, versionId, at: uploadedAt.toISOString(), ...outcome };
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `reports/withdrawals/${name}.json`,
        Body: JSON.stringify(body),
        ContentType: 'application/json',
      }),
    );
  },
});
