import { lazily } from '#shared/contract/lazily.ts';
import { createDynamoClient } from './dynamo-client.ts';

/** The function's DynamoDB client, created once. */
export const dynamo = lazily(createDynamoClient);
