import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** A partition that no other test uses. */
export const aPartition = () => `p-${randomUUID()}`;

export const keyOf = (pk: string, sk = 'a'): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** Short calls on the main table. */
export const callsOn = (client: DynamoDBClient) => ({
  put: (item: Item) => client.send(new PutItemCommand({ TableName: 'Main', Item: item })),
  get: async (key: Item) =>
    (await client.send(new GetItemCommand({ TableName: 'Main', Key: key, ConsistentRead: true }))).Item,
  update: (key: Item, expression: string, rest: Partial<UpdateItemCommandInput> = {}) =>
    client.send(
      new UpdateItemCommand({
        TableName: 'Main',
        Key: key,
        UpdateExpression: expression,
        ReturnValues: 'ALL_NEW',
        ...rest,
      }),
    ),
  query: (pk: string, rest: Partial<QueryCommandInput> & { values?: Item } = {}) => {
    const { values, ...input } = rest;
    return client.send(
      new QueryCommand({
        TableName: 'Main',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk }, ...values },
        ...input,
      }),
    );
  },
});

export type Calls = ReturnType<typeof callsOn>;

export type Refusal = Error & { readonly Item?: unknown; readonly CancellationReasons?: unknown };

/** What a call is refused with: the error's name, its message and its fields. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('The call was not refused');
}
