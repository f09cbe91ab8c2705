import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { RecoveryRequests } from './recovery-request.ts';

/** Recoveries wait in a queue, so the answer takes equally long for everybody (R4.2). */
export const sqsRecoveryRequests = (client: SQSClient, queueUrl: string): RecoveryRequests => ({
  async put(request) {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
  },
});
