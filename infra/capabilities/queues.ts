import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Capability } from './capability.ts';

/** Sends messages to a queue, whose URL stands in the variable `name`. */
export const sendTo = <const Name extends string>(queue: IQueue, name: Name): Capability<readonly [Name]> => ({
  // The one name the type promises.
  env: { [name]: queue.queueUrl } as Record<Name, string>,
  grant: [{ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }],
});
