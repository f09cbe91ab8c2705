import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#host/clock.ts';
import { createSqs, type Sqs } from '#host/sqs/sqs.ts';
import { serveService } from '#testing/serve-service.ts';
import { aQueue } from '#testing/sqs-queue-builder.ts';

const clock = createClock();
let sqs: Sqs;
let server: Awaited<ReturnType<typeof serveService>>;
let client: SQSClient;
const uploads = aQueue('uploads', { deadLetter: 'uploads-dead' });
const QueueUrl = uploads.url;

beforeAll(async () => {
  sqs = await createSqs({ clock });
  sqs.createQueue(aQueue('uploads-dead'));
  sqs.createQueue(uploads);
  server = await serveService(sqs);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  // useQueueUrlAsEndpoint off: the builder's URLs name no port that listens.
  client = new SQSClient({ endpoint: server.url, region: 'eu-central-1', credentials, useQueueUrlAsEndpoint: false });
});
beforeEach(async () => {
  await client.send(new PurgeQueueCommand({ QueueUrl }));
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await sqs.close();
  clock.stop();
});

const send = (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
const receive = (input: Partial<ConstructorParameters<typeof ReceiveMessageCommand>[0]> = {}) =>
  client.send(new ReceiveMessageCommand({ QueueUrl, ...input }));

describe('SQS spoken by the unmodified SDK', () => {
  it('returns the body and the requested attributes, with checksums that the SDK accepts', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'árvíztűrő' } };
    const sent = await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"ő":1}', MessageAttributes }));
    const { Messages } = await receive({ MessageSystemAttributeNames: ['All'], MessageAttributeNames: ['All'] });
    expect(Messages).toHaveLength(1);
    expect(Messages?.[0]).toMatchObject({
      MessageId: sent.MessageId,
      Body: '{"ő":1}',
      MessageAttributes,
      Attributes: { ApproximateReceiveCount: '1' },
    });
    expect(Number(Messages?.[0]?.Attributes?.SentTimestamp)).toBeCloseTo(clock.now(), -4);
  });

  it('returns no attributes that were not requested', async () => {
    await send('plain');
    const { Messages } = await receive();
    expect(Messages?.[0]?.Attributes).toBeUndefined();
  });

  it('deletes for good by receipt handle', async () => {
    await send('once');
    const ReceiptHandle = (await receive()).Messages?.[0]?.ReceiptHandle;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    expect(sqs.depth(uploads.arn)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('fails single entries of a batch and accepts the others', async () => {
    const Entries = [
      { Id: 'good', MessageBody: 'good' },
      { Id: 'late', MessageBody: 'late', DelaySeconds: 901 },
    ];
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(answer.Failed).toMatchObject([{ Id: 'late', SenderFault: true, Code: 'InvalidParameterValue' }]);
  });

  it('deletes a batch entry by entry', async () => {
    await send('one');
    const ReceiptHandle = (await receive()).Messages?.[0]?.ReceiptHandle;
    const Entries = [
      { Id: 'right', ReceiptHandle },
      { Id: 'wrong', ReceiptHandle: 'nonsense' },
    ];
    const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(answer.Successful).toEqual([{ Id: 'right' }]);
    expect(answer.Failed).toMatchObject([{ Id: 'wrong', Code: 'ReceiptHandleIsInvalid' }]);
  });

  it('refuses values out of bounds and bodies SQS would not take', async () => {
    const refusal = (name: string) =>
      expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode: 400 }) });
    await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toThrow(refusal('InvalidParameterValue'));
    await expect(receive({ WaitTimeSeconds: 21 })).rejects.toThrow(refusal('InvalidParameterValue'));
    await expect(send('')).rejects.toThrow(refusal('MissingParameter'));
    await expect(send('\u0001')).rejects.toThrow(refusal('InvalidMessageContents'));
    await expect(send('x'.repeat(1_048_577))).rejects.toThrow(refusal('InvalidParameterValue'));
  });

  it('answers a malformed request with 400, never 500', async () => {
    const post = async (target: string, body: string) =>
      (await fetch(server.url, { method: 'POST', headers: { 'x-amz-target': target }, body })).status;
    expect(await post('AmazonSQS.SendMessage', '{')).toBe(400);
    expect(await post('AmazonSQS.SendMessage', '[]')).toBe(400);
    expect(await post('AmazonSQS.SendMessage', '{"QueueUrl":7}')).toBe(400);
    expect(await post('AmazonSQS.CancelMessageMoveTask', '{"TaskHandle":"x"}')).toBe(400);
    expect(await post('AmazonSQS.Nothing', '{}')).toBe(400);
  });

  it('finds queues by name and by prefix', async () => {
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'uploads' }))).QueueUrl).toBe(QueueUrl);
    const listed = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'uploads-' }));
    expect(listed.QueueUrls).toEqual([aQueue('uploads-dead').url]);
    const first = await client.send(new ListQueuesCommand({ MaxResults: 1 }));
    const second = await client.send(new ListQueuesCommand({ MaxResults: 1, NextToken: first.NextToken }));
    expect([...(first.QueueUrls ?? []), ...(second.QueueUrls ?? [])]).toEqual([QueueUrl, aQueue('uploads-dead').url]);
  });

  it('counts what is visible, in flight and delayed', async () => {
    await send('seen');
    await send('unseen');
    await receive({ VisibilityTimeout: 60 });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 60 }));
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      QueueArn: uploads.arn,
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: aQueue('uploads-dead').arn, maxReceiveCount: 3 }),
    });
  });

  it('waits in a long poll until something arrives', async () => {
    const started = performance.now();
    const polled = receive({ WaitTimeSeconds: 20 });
    setTimeout(() => sqs.sendMessage(uploads.arn, 'late'), 150);
    expect((await polled).Messages?.[0]?.Body).toBe('late');
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('ends a long poll empty when its time is over', async () => {
    const started = performance.now();
    expect((await receive({ WaitTimeSeconds: 1 })).Messages).toBeUndefined();
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('refuses to change the visibility of a message that is not in flight by that receipt', async () => {
    await send('twice');
    const first = (await receive({ VisibilityTimeout: 0 })).Messages?.[0]?.ReceiptHandle;
    const second = (await receive({ VisibilityTimeout: 30 })).Messages?.[0]?.ReceiptHandle;
    const change = (ReceiptHandle: string | undefined) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    await expect(change(first)).rejects.toThrow(expect.objectContaining({ name: 'InvalidParameterValue' }));
    await change(second);
    expect(sqs.depth(uploads.arn).visible).toBe(1);
  });
});
