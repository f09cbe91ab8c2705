import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Portal } from '#test/support/portal/portal.ts';

const key = { pk: { S: 'nobody' }, sk: { S: 'nothing' } };

/** A client without retries. */
const impatientClient = ({ aws }: Portal) =>
  new DynamoDBClient({
    endpoint: aws,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

/** One call of each operation that an alarm on a table names. */
export const callsOn = (
  portal: Portal,
  TableName: string,
  dynamo = impatientClient(portal),
): readonly (() => Promise<unknown>)[] => [
  () => dynamo.send(new GetItemCommand({ TableName, Key: key })),
  () => dynamo.send(new PutItemCommand({ TableName, Item: key })),
  () => dynamo.send(new UpdateItemCommand({ TableName, Key: key })),
  () => dynamo.send(new DeleteItemCommand({ TableName, Key: key })),
  () =>
    dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': key.pk },
      }),
    ),
  () => dynamo.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key] } } })),
  () => dynamo.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: key } }] } })),
  () => dynamo.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName, Key: key } }] })),
];
