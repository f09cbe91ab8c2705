import { SQSClient } from '@aws-sdk/client-sqs';

/** An SQS client; makes at most three attempts at a call. */
export const sqs = (): SQSClient => new SQSClient({ maxAttempts: 3 });
