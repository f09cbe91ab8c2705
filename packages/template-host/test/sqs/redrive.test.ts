import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, createClock } from '#host/clock.ts';
import { createSqs, type Sqs } from '#host/sqs/sqs.ts';
import { serveService } from '#testing/serve-service.ts';
import { aQueue } from '#testing/sqs-queue-builder.ts';

const dead = aQueue('dead');
const work = aQueue('work', { deadLetter: 'dead', visibilityTimeoutSeconds: 0 });
const other = aQueue('other');

describe('redrive of a dead-letter queue', () => {
  let clock: Clock;
  let sqs: Sqs;
  let client: SQSClient;
  let close: () => Promise<void>;

  beforeEach(async () => {
    clock = createClock();
    sqs = await createSqs({ clock });
    for (const queue of [dead, work, other]) sqs.createQueue(queue);
    const server = await serveService(sqs);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new SQSClient({ endpoint: server.url, region: 'eu-central-1', credentials, useQueueUrlAsEndpoint: false });
    close = async () => {
      client.destroy();
      await server.close();
      await sqs.close();
      clock.stop();
    };
  });
  afterEach(() => close());

  const kill = async (count: number) => {
    for (let index = 0; index < count; index += 1) sqs.sendMessage(work.arn, `m${index}`);
    for (let round = 0; round < 4; round += 1) await sqs.receive(work.arn, { max: count });
    expect(sqs.depth(dead.arn).visible).toBe(count);
  };
  const start = (input: { DestinationArn?: string; MaxNumberOfMessagesPerSecond?: number } = {}) =>
    client.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn, ...input }));
  const newest = async () => (await client.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn }))).Results?.[0];

  it('moves messages back to the queue they failed in, as new ones', async () => {
    await kill(3);
    await start();
    expect(sqs.depth(dead.arn).visible).toBe(0);
    const back = await sqs.receive(work.arn, { max: 10 });
    expect(back.map(({ Attributes }) => Attributes.ApproximateReceiveCount)).toEqual(['1', '1', '1']);
    expect(await newest()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 });
  });

  it('moves to a named queue instead', async () => {
    await kill(2);
    await start({ DestinationArn: other.arn });
    expect(sqs.depth(other.arn).visible).toBe(2);
  });

  it('keeps to the rate by the clock, one task at a time, and can be cancelled', async () => {
    await kill(5);
    const { TaskHandle } = await start({ MaxNumberOfMessagesPerSecond: 2 });
    await expect(start()).rejects.toThrow(expect.objectContaining({ name: 'UnsupportedOperation' }));
    expect(sqs.depth(dead.arn).visible).toBe(3);
    await clock.advance(1001);
    expect(sqs.depth(dead.arn).visible).toBe(1);
    const cancelled = await client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    expect(cancelled.ApproximateNumberOfMessagesMoved).toBe(4);
    await clock.advance(5000);
    expect(sqs.depth(dead.arn).visible).toBe(1);
    expect((await newest())?.Status).toBe('CANCELLED');
  });

  it('fails, and keeps the message, if its source is unknown', async () => {
    sqs.sendMessage(dead.arn, 'stray');
    await start();
    expect(await newest()).toMatchObject({ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' });
    expect(sqs.depth(dead.arn).visible).toBe(1);
  });

  it('starts only from a dead-letter queue that exists', async () => {
    const from = (SourceArn: string) => client.send(new StartMessageMoveTaskCommand({ SourceArn }));
    await expect(from(work.arn)).rejects.toThrow('Dead Letter Queue');
    await expect(from(`${dead.arn}x`)).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
  });

  it('names the queues that a dead-letter queue serves', async () => {
    const listed = await client.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead.url }));
    expect(listed.queueUrls).toEqual([work.url]);
  });
});

describe('the permissions of a request', () => {
  const intents = async (operation: string, body: object) => {
    const sqs = await createSqs({ clock: createClock() });
    for (const queue of [dead, work]) sqs.createQueue(queue);
    return sqs.intents({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': `AmazonSQS.${operation}` },
      body: Buffer.from(JSON.stringify(body)),
      caller: { kind: 'owner' },
    });
  };

  it('a batch needs the single action on the queue of the URL, whatever its host', async () => {
    const asked = await intents('SendMessageBatch', { QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/work' });
    expect(asked).toEqual([{ action: 'sqs:SendMessage', resource: work.arn }]);
  });

  it('a redrive needs to read the dead letters and to send to their target', async () => {
    const asked = await intents('StartMessageMoveTask', { SourceArn: dead.arn });
    expect(asked).toContainEqual({ action: 'sqs:DeleteMessage', resource: dead.arn });
    expect(asked).toContainEqual({ action: 'sqs:SendMessage', resource: work.arn });
  });
});
