import { DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { DocumentVersions } from './stored-versions.ts';

/** Versions in one call; S3's limit. */
const atOnce = 1000;

/** Deletes versions in the documents bucket for good, without delete markers. */
export const s3DocumentVersions = (client: S3Client, bucket: string): DocumentVersions => ({
  async remove(versions) {
    for (let from = 0; from < versions.length; from += atOnce) {
      const objects = versions
        .slice(from, from + atOnce)
        .map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
      const { Errors: errors = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } }),
      );
      // A missing version is no error. S3's answer names keys, and these hold policy numbers: the error carries only the code.
      const [failed] = errors.filter(({ Code }) => Code !== 'NoSuchVersion' && Code !== 'NoSuchKey');
      if (failed) throw new Error(`S3 did not delete a version: ${failed.Code ?? 'no reason'}`);
    }
  },
});
