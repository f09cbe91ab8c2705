import { S3Client } from '@aws-sdk/client-s3';

let client: S3Client | undefined;

/** The function's S3 client, created once. */
export const s3 = (): S3Client => {
  client ??= new S3Client({ maxAttempts: 3 });
  return client;
};
