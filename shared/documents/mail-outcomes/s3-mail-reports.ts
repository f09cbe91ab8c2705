import type { S3Client } from '@aws-sdk/client-s3';
import { mailReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import type { MailReports } from './mail-outcomes.ts';

/** Mails that did not reach their customer, as files for the insurer (R9.5). */
export const s3MailReports = (client: S3Client, bucket: string): MailReports => ({
  async report({ documentId, key, policyNumber }, outcome, at) {
    const content = { documentId, key, policyNumber, outcome, at: at.toISOString() };
    await putInsurerFile(client, bucket, mailReportFiles, { name: documentId, content });
  },
});
