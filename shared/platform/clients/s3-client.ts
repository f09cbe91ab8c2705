import { S3Client } from '@aws-sdk/client-s3';
import { lazily } from '#shared/contract/lazily.ts';

/** The function's S3 client, created once. */
export const s3 = lazily(() => new S3Client({ maxAttempts: 3 }));
