import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Place } from '../place.ts';

/** Where questions about the queues are asked. */
export type QueuePlace = Pick<Place, 'settings' | 'Queue' | 'Parked'>;

/**
 * The queue as each question sees it. It ignores messages of others: a question knows its own messages by their bodies, and
 * deletes them.
 */
export function visitQueue({ settings, Queue: QueueUrl }: Pick<QueuePlace, 'settings' | 'Queue'>) {
  const client = new SQSClient(settings);
  const newBody = (text = 'probe') => `${text} ${randomUUID()}`;
  const send = (MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const receive = async (more: Partial<ReceiveMessageCommandInput> = {}): Promise<readonly Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] },
        ...more,
      }),
    );
    return Messages;
  };
  /**
   * The message with this body, within so many seconds. A queue has several servers and does not return each message to each
   * call.
   */
  async function find(
    body: string,
    seconds: number,
    more: Partial<ReceiveMessageCommandInput> = {},
  ): Promise<Message | undefined> {
    for (const until = Date.now() + seconds * 1000; ; ) {
      const messages = await receive(more);
      const found = messages.find(({ Body }) => Body === body);
      if (found || Date.now() >= until) return found;
    }
  }
  const remove = (ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const show = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
    client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
  return { client, QueueUrl, newBody, send, receive, find, remove, show };
}

export const apiReference = 'Amazon SQS API Reference';
export const guide = 'Amazon SQS Developer Guide';
