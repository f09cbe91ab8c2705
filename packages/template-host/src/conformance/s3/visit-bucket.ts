import { randomUUID } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import type { Place } from '../place.ts';
import { describeError } from '../question.ts';

/** Where questions about a bucket with versions are asked. */
export type BucketPlace = Pick<Place, 'settings' | 'Bucket'>;

/** The bucket as each question sees it, under keys of its own. */
export function visitBucket({ settings, Bucket }: BucketPlace) {
  const place = { ...settings, forcePathStyle: settings.endpoint !== undefined };
  const owner = new S3Client(place);
  const newKey = (name = 'a') => `probe/${randomUUID()}/${name}`;
  const put = (Key: string, Body: PutObjectCommandInput['Body'] = 'x', more: Partial<PutObjectCommandInput> = {}) =>
    owner.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const get = (Key: string, more: Partial<GetObjectCommand['input']> = {}) =>
    owner.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { place, owner, Bucket, newKey, put, get };
}

const refused = v.object({ name: v.string(), $metadata: v.object({ httpStatusCode: v.number() }) });

/** The refusal of a call: the error's name and HTTP status. */
export async function statusOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    const parsed = v.safeParse(refused, error);
    return parsed.success ? `${parsed.output.name} ${parsed.output.$metadata.httpStatusCode}` : describeError(error);
  }
}

export const guide = 'Amazon S3 User Guide';
export const apiReference = 'Amazon S3 API Reference';
