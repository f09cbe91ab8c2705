import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FinishingRequests } from './cancellations.ts';

/** In seconds; longer than the endpoint can run. By then the account is closed, or this call will never close it. */
export const finishDelay = 60;

/** Finishing requests in a queue. A message holds only the account's id, which means nothing once the account is gone. */
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
