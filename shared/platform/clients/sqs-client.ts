import { SQSClient } from '@aws-sdk/client-sqs';

/** An SQS client. */
export const sqs = (): SQSClient => new SQSClient({ maxAttempts: 3 });
