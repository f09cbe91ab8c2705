import type { S3Client } from '@aws-sdk/client-s3';
import { paymentSwitchReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import { type SwitchReports, switchReportName } from './payment-switch.ts';

/** Reports on unconfirmed switches as files for the insurer. */
export const s3SwitchReports = (client: S3Client, bucket: string): SwitchReports => ({
  async write(report) {
    await putInsurerFile(client, bucket, paymentSwitchReportFiles, { name: switchReportName(report), content: report });
  },
});
