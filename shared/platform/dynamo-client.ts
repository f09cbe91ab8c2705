import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

let client: DynamoDBClient | undefined;

/** The function's one DynamoDB client. */
export const dynamo = (): DynamoDBClient => {
  client ??= new DynamoDBClient({ maxAttempts: 3 });
  return client;
};
