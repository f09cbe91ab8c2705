import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { type Finishing, finishDelay } from './cancellations.ts';

const messageSchema = v.pipe(v.string(), v.parseJson(), v.object({ accountId: v.pipe(v.string(), v.nonEmpty()) }));

/** The account a message asks to finish. Throws ValiError for a message that is none: it ends in the dead-letter queue. */
export const readFinishing = (body: string): string => v.parse(messageSchema, body).accountId;

/** Nothing of a person goes into the queue but the account's id, which means nothing once the account is gone. */
export const sqsFinishing = (client: SQSClient, queueUrl: string): Finishing => ({
  async askFor(accountId) {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify({ accountId }),
        DelaySeconds: finishDelay,
      }),
    );
  },
});
