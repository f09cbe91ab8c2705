import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { Place } from '../place.ts';
import type { Question } from '../question.ts';
import { guide, visitBucket } from './visit-bucket.ts';

/** The first event that `isWanted` within half a minute; it is deleted from the queue. */
async function announced(
  { settings, Announcements: QueueUrl }: Place,
  isWanted: (body: string) => boolean,
): Promise<string | undefined> {
  const sqs = new SQSClient(settings);
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, VisibilityTimeout: 5 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      if (!isWanted(Body)) continue;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Body;
    }
  }
  return undefined;
}

const recordSchema = v.object({
  Records: v.tuple([
    v.object({
      eventName: v.string(),
      s3: v.object({ object: v.object({ key: v.string(), sequencer: v.string(), versionId: v.string() }) }),
    }),
  ]),
});

/** The test event comes only once, when the bucket is created, so it is asked for first. */
export const eventQuestions: readonly Question[] = [
  {
    id: 's3-test-event',
    text: 'S3 sends s3:TestEvent, without Records, when a notification is set up.',
    source: `${guide}, "Event notification types and destinations"`,
    expected: 'Amazon S3 s3:TestEvent, no Records',
    async ask(place) {
      const body = await announced(place, (text) => text.includes('TestEvent'));
      if (body === undefined) return 'none within 30 s';
      const event = v.parse(v.looseObject({ Service: v.string(), Event: v.string() }), JSON.parse(body));
      return `${event.Service} ${event.Event}, ${'Records' in event ? 'with Records' : 'no Records'}`;
    },
  },
  {
    id: 's3-event',
    text: 'An upload is announced with its key URL-encoded (blank as +), its version and a sequencer.',
    source: `${guide}, "Event message structure"`,
    expected: 'ObjectCreated:Put a+b%2B%C5%91.pdf, version and sequencer',
    async ask(place) {
      const { newKey, put } = visitBucket(place);
      const { VersionId = ' ' } = await put(newKey('a b+ő.pdf'));
      const body = await announced(place, (text) => text.includes(VersionId));
      if (body === undefined) return 'no event within 30 s';
      const [{ eventName, s3 }] = v.parse(recordSchema, JSON.parse(body)).Records;
      return `${eventName} ${s3.object.key.split('/').at(-1)}, version and sequencer`;
    },
  },
];
