import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Portal } from './portal.ts';

/** The keys of a bucket under a prefix, at most a thousand. */
export async function keysIn(portal: Portal, bucket: string, prefix: string): Promise<string[]> {
  const { Contents: contents = [] } = await portal.s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  );
  return contents.flatMap(({ Key }) => Key ?? []);
}

/** The bytes of an object. */
export async function readFrom(portal: Portal, bucket: string, key: string): Promise<Buffer> {
  const { Body: body } = await portal.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from((await body?.transformToByteArray()) ?? []);
}
