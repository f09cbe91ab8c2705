import type { S3Client } from '@aws-sdk/client-s3';
import { changeFiles } from '#shared/insurer/files.ts';
import { putInsurerFile } from '#shared/insurer/s3-insurer-files.ts';
import { type ChangeFiles, changeFileContent, changeFileName } from './publishing.ts';

/** Changes as files for the insurer; each is written only if there is none. */
export const s3ChangeFiles = (client: S3Client, bucket: string): ChangeFiles => ({
  publish: (change) =>
    putInsurerFile(client, bucket, changeFiles, { name: changeFileName(change), content: changeFileContent(change) }),
});
