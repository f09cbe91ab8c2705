import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { HandOn } from './queue-worker.ts';

/** Seconds until a message that was handed on comes: a table that throttles is not asked again at once. */
const rest = 5;

/** Hands messages on to a queue as new ones: SQS counts their receives from the beginning. */
export const sqsHandOn =
  (client: SQSClient, queueUrl: string): HandOn =>
  async (body) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: rest }));
  };
