import { ListObjectVersionsCommand, type ObjectVersion, type S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

type Bucket = { readonly s3: S3Client; readonly bucket: string; readonly since: Date };
type Needs = Bucket & { readonly sqs: SQSClient };

/** Whether an upload may be sent to its worker again. `at`: S3's time, in whole seconds. */
export type IsDue = (key: string, at: Date) => Promise<boolean>;

/** The versions under a prefix that were uploaded since a time; no delete markers. */
export async function* versionsUnder({ s3, bucket, since }: Bucket, prefix: string): AsyncGenerator<ObjectVersion> {
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, KeyMarker, VersionIdMarker }),
    );
    for (const version of page.Versions ?? []) if (version.LastModified && version.LastModified >= since) yield version;
    ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
  } while (KeyMarker !== undefined);
}

const eventOf = (
  bucket: string,
  { Key: key = '', VersionId: versionId, Size: size, LastModified: at }: ObjectVersion,
) =>
  JSON.stringify({
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        eventTime: at?.toISOString(),
        s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key), size, versionId } },
      },
    ],
  });

/**
 * Sends a worker a message for every version that was uploaded under a prefix since a time, as S3 did then. The worker does not
 * repeat what the table still has (R5.1). Returns the number of messages.
 */
export async function replayUploads(needs: Needs, prefix: string, queueUrl: string, isDue: IsDue): Promise<number> {
  let replayed = 0;
  for await (const version of versionsUnder(needs, prefix)) {
    if (!(await isDue(version.Key ?? '', version.LastModified ?? needs.since))) continue;
    const body = eventOf(needs.bucket, version);
    await needs.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
    replayed++;
  }
  return replayed;
}
