import { AwsError, type AwsRequest } from '#host/aws/service.ts';
import type { Clock } from '#host/clock.ts';
import { queueAttributes } from './attributes.ts';
import { answerBatch } from './batch.ts';
import { json, noSuchQueue, requireRange } from './errors.ts';
import { queueNameOf } from './intents.ts';
import type { MoveTasks } from './move-tasks.ts';
import type { Queue } from './queue.ts';
import { answerReceive } from './receive.ts';
import { requests } from './requests.ts';
import { largestMessageBytes, sendTo, sizeOf } from './send.ts';

const longestHidingSeconds = 43_200;

/** Every operation of the SQS API that is played, by name. */
export function sqsOperations(needs: {
  readonly clock: Clock;
  readonly queueNamed: (name: string) => Queue | undefined;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly moveTasks: MoveTasks;
  readonly closing: AbortSignal;
}) {
  const { clock, queueNamed, queues, moveTasks, closing } = needs;

  const at = (url: string) => {
    const queue = queueNamed(queueNameOf(url));
    if (!queue) throw noSuchQueue();
    return queue;
  };
  const sender = (request: AwsRequest) => ({
    senderId: request.caller.kind === 'function' ? request.caller.name : 'owner',
    now: clock.now(),
  });
  const hide = (queue: Queue, receipt: string, seconds: number) => {
    requireRange('VisibilityTimeout', seconds, 0, longestHidingSeconds);
    queue.changeVisibility(receipt, seconds * 1000);
    return {};
  };

  return {
    SendMessage(request: AwsRequest) {
      const { QueueUrl, ...content } = json.read(request, requests.sendMessage);
      return sendTo(at(QueueUrl), content, sender(request));
    },
    SendMessageBatch(request: AwsRequest) {
      const { QueueUrl, Entries } = json.read(request, requests.sendMessageBatch);
      const queue = at(QueueUrl);
      const bytes = Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      if (bytes > largestMessageBytes) {
        const text = `Batch requests cannot be longer than ${largestMessageBytes} bytes. You have sent ${bytes} bytes.`;
        throw new AwsError('BatchRequestTooLong', text);
      }
      return answerBatch(Entries, (entry) => sendTo(queue, entry, sender(request)));
    },
    ReceiveMessage(request: AwsRequest) {
      const body = json.read(request, requests.receiveMessage);
      return answerReceive(at(body.QueueUrl), body, closing);
    },
    DeleteMessage(request: AwsRequest) {
      const { QueueUrl, ReceiptHandle } = json.read(request, requests.deleteMessage);
      at(QueueUrl).remove(ReceiptHandle);
      return {};
    },
    DeleteMessageBatch(request: AwsRequest) {
      const { QueueUrl, Entries } = json.read(request, requests.deleteMessageBatch);
      const queue = at(QueueUrl);
      return answerBatch(Entries, ({ ReceiptHandle }) => {
        queue.remove(ReceiptHandle);
        return {};
      });
    },
    ChangeMessageVisibility(request: AwsRequest) {
      const body = json.read(request, requests.changeMessageVisibility);
      return hide(at(body.QueueUrl), body.ReceiptHandle, body.VisibilityTimeout);
    },
    ChangeMessageVisibilityBatch(request: AwsRequest) {
      const { QueueUrl, Entries } = json.read(request, requests.changeMessageVisibilityBatch);
      const queue = at(QueueUrl);
      return answerBatch(Entries, (entry) => hide(queue, entry.ReceiptHandle, entry.VisibilityTimeout ?? 0));
    },
    GetQueueAttributes(request: AwsRequest) {
      const { QueueUrl, AttributeNames } = json.read(request, requests.getQueueAttributes);
      const Attributes = queueAttributes(at(QueueUrl), AttributeNames ?? []);
      return Object.keys(Attributes).length === 0 ? {} : { Attributes };
    },
    GetQueueUrl(request: AwsRequest) {
      const { QueueName } = json.read(request, requests.getQueueUrl);
      return { QueueUrl: at(QueueName).settings.url };
    },
    ListQueues(request: AwsRequest) {
      const body = json.read(request, requests.listQueues);
      requireRange('MaxResults', body.MaxResults, 1, 1000);
      const all = [...queues.values()]
        .map(({ settings }) => settings)
        .filter(({ name }) => name.startsWith(body.QueueNamePrefix ?? '') && name > (body.NextToken ?? ''))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const page = all.slice(0, body.MaxResults ?? 1000);
      const more = body.MaxResults !== undefined && page.length < all.length;
      return { QueueUrls: page.map(({ url }) => url), NextToken: more ? page.at(-1)?.name : undefined };
    },
    ListDeadLetterSourceQueues(request: AwsRequest) {
      const { arn } = at(json.read(request, requests.queue).QueueUrl).settings;
      const sources = [...queues.values()].filter(({ settings }) => settings.redrive?.deadLetterArn === arn);
      return { queueUrls: sources.map(({ settings }) => settings.url) };
    },
    // SQS refuses a second purge within 60 s because the first still runs; here a purge is immediate.
    PurgeQueue(request: AwsRequest) {
      at(json.read(request, requests.queue).QueueUrl).purge();
      return {};
    },
    StartMessageMoveTask: (request: AwsRequest) => moveTasks.start(json.read(request, requests.startMessageMoveTask)),
    ListMessageMoveTasks: (request: AwsRequest) => moveTasks.list(json.read(request, requests.listMessageMoveTasks)),
    CancelMessageMoveTask: (request: AwsRequest) =>
      moveTasks.cancel(json.read(request, requests.cancelMessageMoveTask)),
  } satisfies Record<string, (request: AwsRequest) => object | Promise<object>>;
}

export const operationNames = [
  'SendMessage',
  'SendMessageBatch',
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListQueues',
  'ListDeadLetterSourceQueues',
  'PurgeQueue',
  'StartMessageMoveTask',
  'ListMessageMoveTasks',
  'CancelMessageMoveTask',
] as const satisfies readonly (keyof ReturnType<typeof sqsOperations>)[];
