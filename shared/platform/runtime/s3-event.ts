import * as v from 'valibot';
import { instant } from '#shared/platform/instant.ts';

/** An uploaded object that an event of S3 names. */
export type UploadedObject = {
  readonly bucket: string;
  /** The key as the uploader wrote it (S3 URL-encodes it in events). */
  readonly key: string;
  readonly versionId: string;
  /** Bytes. */
  readonly size: number;
  readonly uploadedAt: Date;
};

const eventSchema = v.object({
  Records: v.array(
    v.object({
      eventName: v.string(),
      eventTime: instant,
      s3: v.object({
        bucket: v.object({ name: v.string() }),
        object: v.object({
          key: v.pipe(
            v.string(),
            v.transform((key) => decodeURIComponent(key.replaceAll('+', ' '))),
          ),
          size: v.optional(v.number(), 0),
          versionId: v.optional(v.string(), 'null'),
        }),
      }),
    }),
  ),
});

const testSchema = v.object({ Event: v.literal('s3:TestEvent') });

/**
 * Whether a message is the one that S3 sends when the bucket's notifications are set up or changed ("Notification content
 * structure" in its user guide). It names no object. Throws SyntaxError for a text that is not JSON.
 */
export const isS3TestEvent = (body: string): boolean => v.is(testSchema, JSON.parse(body));

/**
 * Reads the uploaded objects that a message of S3 names (usually one; none for deletions). Throws ValiError or SyntaxError for a
 * message that is not S3's: it ends in the dead-letter queue.
 */
export function readS3Event(body: string): UploadedObject[] {
  const { Records: records } = v.parse(eventSchema, JSON.parse(body));
  return records
    .filter((record) => record.eventName.startsWith('ObjectCreated:'))
    .map(({ eventTime, s3 }) => ({
      bucket: s3.bucket.name,
      key: s3.object.key,
      versionId: s3.object.versionId,
      size: s3.object.size,
      uploadedAt: eventTime,
    }));
}

/** Writes the message that S3 would send for an uploaded object; `readS3Event` reads it. */
export const writeS3Event = ({ bucket, key, versionId, size, uploadedAt }: UploadedObject): string =>
  JSON.stringify({
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        eventTime: uploadedAt.toISOString(),
        s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key), size, versionId } },
      },
    ],
  });
