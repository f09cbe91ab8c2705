import type { S3Client } from '@aws-sdk/client-s3';
import { documentReportFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import type { RefusalReports } from './refusal.ts';

/** Refusals as files for the insurer (R9.5). */
export const s3RefusalReports = (client: S3Client, bucket: string): RefusalReports => ({
  async report({ documentId, object, reason, at }) {
    const content = { key: object.key, versionId: object.versionId, reason, at: at.toISOString() };
    await putInsurerFile(client, bucket, documentReportFiles, { name: documentId, content });
  },
});
