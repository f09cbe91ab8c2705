import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Redeliveries } from '#shared/documents/withdrawal/withdrawal.ts';
import { writeS3Event } from '#shared/platform/runtime/s3-event.ts';

/** Redeliveries as messages in the delivery's queue, in the form of S3's events. */
export const sqsRedeliveries = (client: SQSClient, queueUrl: string): Redeliveries => ({
  async put(object) {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: writeS3Event(object) }));
  },
});
