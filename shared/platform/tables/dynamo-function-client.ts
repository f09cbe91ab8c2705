import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from './dynamo-client.ts';

let client: DynamoDBClient | undefined;

/** The function's DynamoDB client, created once. */
export const dynamo = (): DynamoDBClient => {
  client ??= createDynamoClient();
  return client;
};
