import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { HandOn } from './queue-worker.ts';

/** Delay of the new message, in seconds: a throttling table is not called again at once. */
const rest = 5;

/** Sends messages on to a queue as new ones, so that SQS counts their receives from the beginning. */
export const sqsHandOn =
  (client: SQSClient, queueUrl: string): HandOn =>
  async (body) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: rest }));
  };
