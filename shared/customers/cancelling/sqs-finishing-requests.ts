import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type FinishingRequests, finishDelay } from './finishing-request.ts';

/** Nothing of a person goes into the queue but the account's id, which means nothing once the account is gone. */
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
