import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { documentKind } from '#shared/contract/fields.ts';
import { whyUnreadable } from '#shared/insurer/s3-unreadable.ts';
import type { Uploads } from './delivery.ts';
import { metadataText } from './metadata-text.ts';

/** A document of an unknown kind is delivered, too. */
const kindSchema = v.fallback(v.pipe(v.string(), v.transform(metadataText), v.toLowerCase(), documentKind), 'other');

/** Opens exactly the version that an event named. Throws the SDK's error if a retry may succeed. */
export const s3Uploads = (client: S3Client): Uploads => ({
  async open({ bucket, key, versionId }) {
    const asked = new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    const answer = await client.send(asked).catch((error: unknown) => {
      const why = whyUnreadable(error);
      if (why === undefined) throw error;
      return why;
    });
    if (typeof answer === 'string') return answer;
    const body = answer.Body;
    if (!(body instanceof Readable)) throw new Error('S3 answered without a body');
    return {
      size: answer.ContentLength ?? 0,
      kind: v.parse(kindSchema, answer.Metadata?.kind),
      customerId: answer.Metadata?.customerid === undefined ? undefined : metadataText(answer.Metadata.customerid),
      bytes: body,
      close: () => body.destroy(),
    };
  },

  async isReplaced({ bucket, key, versionId }) {
    try {
      const current = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return current.VersionId !== versionId && (current.ContentLength ?? 0) > 0;
    } catch (error) {
      // Nothing is there: S3 says 403 instead of 404, since the portal may not list the bucket.
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 403 || status === 404) return false;
      throw error;
    }
  },
});
