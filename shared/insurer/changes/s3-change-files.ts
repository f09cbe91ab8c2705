import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { type ChangeFiles, changeFileBody, changeFileKey } from './change-files.ts';

/** Changes as files of the insurer's bucket, each written only where there is none (If-None-Match: *). */
export const s3ChangeFiles = (client: S3Client, bucket: string): ChangeFiles => ({
  async publish(change) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: changeFileKey(change),
          Body: changeFileBody(change),
          ContentType: 'application/json',
          IfNoneMatch: '*',
        }),
      );
      return 'published';
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 412) return 'published-before';
      if (status === 409) return 'contended';
      throw error;
    }
  },
});
