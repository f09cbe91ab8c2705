import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Key } from './portal-keys.ts';

/** Attribute values of a plain object; undefined members are left out. */
export const toItem = (value: object): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true });

/** The parsed item. Throws ValiError for an item that is not in the form the code writes. */
export const fromItem = <T>(schema: v.GenericSchema<unknown, T>, item: Record<string, AttributeValue>): T =>
  v.parse(schema, unmarshall(item));

/** One item by key, read consistently; undefined when there is none. */
export async function getItem<T>(
  client: DynamoDBClient,
  table: string,
  key: Key,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: table, Key: toItem(key), ConsistentRead: true }),
  );
  return item && fromItem(schema, item);
}

export { type TransactionOutcome, transact } from './dynamo-transact.ts';
