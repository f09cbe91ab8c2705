import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FinishingRequests } from './cancellations.ts';

/** In seconds; longer than the endpoint can run. When the message arrives, that call has closed the account or never will. */
export const finishDelay = 60;

/** Finishing requests in a queue. A message holds only the account's id, which identifies nobody once the account is deleted. */
export const sqsFinishingRequests = (client: SQSClient, queueUrl: string): FinishingRequests => ({
  async put(accountId) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ accountId }),
        DelaySeconds: finishDelay,
      }),
    );
  },
});
