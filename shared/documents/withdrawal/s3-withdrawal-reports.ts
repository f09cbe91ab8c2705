import type { S3Client } from '@aws-sdk/client-s3';
import { withdrawalReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import type { WithdrawalReports } from './withdrawal.ts';

/** What became of withdrawals, as files for the insurer (R9.5). */
export const s3WithdrawalReports = (client: S3Client, bucket: string): WithdrawalReports => ({
  async report(name, { key, versionId, uploadedAt }, outcome) {
    const content = { key, versionId, at: uploadedAt.toISOString(), ...outcome };
    await putInsurerFile(client, bucket, withdrawalReportFiles, { name, content });
  },
});
