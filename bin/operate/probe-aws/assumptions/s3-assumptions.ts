import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as v from 'valibot';
import { type Assumption, describe } from '../assumption.ts';
import type { ProbeStack } from '../probe-stack.ts';

function visitBucket({ settings, Bucket, Queue: QueueUrl, ReaderKeyId, ReaderSecret }: ProbeStack) {
  const place = { ...settings, forcePathStyle: 'endpoint' in settings };
  const owner = new S3Client(place);
  const reader = new S3Client({
    ...place,
    credentials: { accessKeyId: ReaderKeyId, secretAccessKey: ReaderSecret },
  });
  const sqs = new SQSClient(settings);
  const newKey = () => `probe/${randomUUID()}`;

  /** The first message that `isWanted`, of those that come within half a minute; each is taken away. */
  async function message(isWanted: (body: string) => boolean): Promise<string | undefined> {
    for (const until = Date.now() + 30_000; Date.now() < until; ) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
      );
      for (const { Body = '', ReceiptHandle } of Messages) {
        if (!isWanted(Body)) continue;
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        return Body;
      }
    }
    return undefined;
  }

  return { place, owner, reader, Bucket, newKey, message };
}

/** How a call is refused: the error's name and HTTP status. */
async function statusOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no refusal';
  } catch (error) {
    const parsed = v.safeParse(
      v.object({ name: v.string(), $metadata: v.object({ httpStatusCode: v.number() }) }),
      error,
    );
    return parsed.success ? `${parsed.output.name} ${parsed.output.$metadata.httpStatusCode}` : describe(error);
  }
}

const recordSchema = v.object({
  Records: v.tuple([
    v.object({
      eventName: v.string(),
      s3: v.object({
        object: v.object({ key: v.string(), sequencer: v.string(), versionId: v.string() }),
      }),
    }),
  ]),
});

const guide = 'Amazon S3 User Guide';

export const s3Assumptions: readonly Assumption[] = [
  {
    id: 's3-missing-with-listing',
    rests: 'R6.3: an operator tells what is gone from what is forbidden',
    text: 'Who may list the bucket gets 404 for an object that is missing.',
    source: 'Amazon S3 API Reference, "GetObject", permissions',
    expected: 'NoSuchKey 404',
    async ask(stack) {
      const { owner, Bucket, newKey } = visitBucket(stack);
      return statusOf(owner.send(new GetObjectCommand({ Bucket, Key: newKey() })));
    },
  },
  {
    id: 's3-missing-without-listing',
    rests: 'R5.1a: to the functions a missing object is 403, and counts as gone',
    text: 'Who may not list the bucket gets 403 for an object that is missing, from GetObject and HeadObject.',
    source: 'Amazon S3 API Reference, "GetObject", permissions',
    expected: 'AccessDenied 403, 403',
    async ask(stack) {
      const { reader, Bucket, newKey } = visitBucket(stack);
      const [get, head] = [
        await statusOf(reader.send(new GetObjectCommand({ Bucket, Key: newKey() }))),
        await statusOf(reader.send(new HeadObjectCommand({ Bucket, Key: newKey() }))),
      ];
      return `${get}, ${head.split(' ').at(-1)}`;
    },
  },
  {
    id: 's3-versions',
    rests: 'R7.4: links pin a version',
    text: 'A version can be read by its id while the key has a delete marker.',
    source: `${guide}, "Working with delete markers"`,
    expected: 'without the id NoSuchKey 404, with it readable',
    async ask(stack) {
      const { owner, Bucket, newKey } = visitBucket(stack);
      const Key = newKey();
      const { VersionId } = await owner.send(new PutObjectCommand({ Bucket, Key, Body: 'first' }));
      await owner.send(new DeleteObjectCommand({ Bucket, Key }));
      const [current, pinned] = [
        await statusOf(owner.send(new GetObjectCommand({ Bucket, Key }))),
        await statusOf(owner.send(new HeadObjectCommand({ Bucket, Key, VersionId }))),
      ];
      return `without the id ${current}, with it ${pinned === 'no refusal' ? 'readable' : pinned}`;
    },
  },
  {
    id: 's3-event',
    rests: 'R5.1: which document an upload is',
    text: 'An upload is announced with its key URL-encoded (blank as +), its version and a sequencer.',
    source: `${guide}, "Event message structure"`,
    expected: 'ObjectCreated:Put probe/a+b%2B%C5%91.pdf, version and sequencer',
    async ask(stack) {
      const { owner, Bucket, message } = visitBucket(stack);
      const { VersionId } = await owner.send(new PutObjectCommand({ Bucket, Key: 'probe/a b+ő.pdf', Body: 'x' }));
      const body = await message((text) => text.includes(VersionId ?? ' '));
      if (body === undefined) return 'no event within 30 s';
      const [{ eventName, s3 }] = v.parse(recordSchema, JSON.parse(body)).Records;
      return `${eventName} ${s3.object.key}, version and sequencer`;
    },
  },
  {
    id: 's3-test-event',
    rests: 'R5.1a: the workers know it and drop it',
    text: 'S3 sends s3:TestEvent, without Records, when a notification is set up.',
    source: `${guide}, "Event notification types and destinations"`,
    expected: 'Amazon S3 s3:TestEvent, no Records',
    async ask(stack) {
      const { message } = visitBucket(stack);
      const body = await message((text) => text.includes('TestEvent'));
      if (body === undefined) return 'none within 30 s';
      const event = v.parse(v.looseObject({ Service: v.string(), Event: v.string() }), JSON.parse(body));
      return `${event.Service} ${event.Event}, ${'Records' in event ? 'with Records' : 'no Records'}`;
    },
  },
  {
    id: 's3-presigned',
    rests: 'R7.4: a link opens one document for minutes',
    text: 'A presigned link serves the disposition that it names, and is refused with 403 once its time is over.',
    source: `${guide}, "Sharing objects with presigned URLs"`,
    expected: '200 inline; filename="a.pdf", then 403',
    async ask(stack) {
      const { owner, Bucket, newKey } = visitBucket(stack);
      const Key = newKey();
      await owner.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const command = new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'inline; filename="a.pdf"' });
      const link = await getSignedUrl(owner, command, { expiresIn: 2 });
      const first = await fetch(link);
      await first.arrayBuffer();
      await pause(3_500);
      const late = await fetch(link);
      await late.arrayBuffer();
      return `${first.status} ${first.headers.get('content-disposition')}, then ${late.status}`;
    },
  },
  {
    id: 's3-checksum',
    rests: 'R9.3: what was uploaded without a checksum has one all the same',
    text: 'S3 itself adds CRC64NVME to an upload that brings no checksum.',
    source: `${guide}, "Checking object integrity"`,
    expected: 'CRC64NVME',
    async ask(stack) {
      const { place, Bucket, newKey } = visitBucket(stack);
      const plain = new S3Client({ ...place, requestChecksumCalculation: 'WHEN_REQUIRED' });
      const Key = newKey();
      await plain.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      const head = await plain.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      return head.ChecksumCRC64NVME ? 'CRC64NVME' : 'none';
    },
  },
];
