import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A message in a dead-letter queue. `receipt` deletes it while this command holds it. */
export type ParkedMessage = {
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: Date;
  readonly receipt: string;
};

/** How long a look hides the messages from others, in seconds. */
const hiddenFor = 60;

/** Finds the queue where a worker's messages are parked. Throws Error if the stage has no such worker. */
export async function parkedQueueUrl(sqs: SQSClient, portalName: string, worker: string): Promise<string> {
  try {
    const { QueueUrl: url = '' } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: `${portalName}-${worker}-parked` }),
    );
    return url;
  } catch (error) {
    if (error instanceof QueueDoesNotExist)
      throw new Error(`There is no queue ${portalName}-${worker}-parked: are --queue and --stage right?`, {
        cause: error,
      });
    throw error;
  }
}

const read = ({ MessageId = '', Body = '', ReceiptHandle = '', Attributes = {} }: Message): ParkedMessage => ({
  messageId: MessageId,
  body: Body,
  sentAt: new Date(Number(Attributes.SentTimestamp)),
  receipt: ReceiptHandle,
});

/**
 * Takes a look at parked messages, at most `most`, oldest first: passes them to `work`, which may delete some, and then shows those
 * that are left to others again.
 */
export async function lookAt<Result>(
  sqs: SQSClient,
  url: string,
  most: number,
  work: (messages: readonly ParkedMessage[]) => Promise<Result>,
): Promise<Result> {
  const seen = new Map<string, ParkedMessage>();
  try {
    // An answer without a message ends it: a short one only means that not all servers were asked.
    for (let empty = 0; seen.size < most && empty < 2; ) {
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: Math.min(10, most - seen.size),
          VisibilityTimeout: hiddenFor,
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      empty = messages.length === 0 ? empty + 1 : 0;
      for (const message of messages.map(read)) seen.set(message.messageId, message);
    }
    return await work([...seen.values()].sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime()));
  } finally {
    // One that was deleted is refused.
    await Promise.allSettled(
      [...seen.values()].map(({ receipt }) =>
        sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: 0 })),
      ),
    );
  }
}

export const deleteParked = (sqs: SQSClient, url: string, { receipt }: ParkedMessage) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));

/** Sends one parked message to its worker again, then deletes it here. A crash between leaves it in both, which does no harm. */
export async function replayParked(sqs: SQSClient, url: string, message: ParkedMessage): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: url.replace(/-parked$/, ''), MessageBody: message.body }));
  await deleteParked(sqs, url, message);
}
