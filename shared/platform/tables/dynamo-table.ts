import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Key } from './portal-keys.ts';

/** The attribute values of a plain object, without undefined members. */
export const toItem = (value: object): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true });

/** Parses an item. Throws ValiError if it has not the form that the code writes. */
export const fromItem = <T>(schema: v.GenericSchema<unknown, T>, item: Record<string, AttributeValue>): T =>
  v.parse(schema, unmarshall(item));

/** Reads one item by key, consistently; undefined if there is none. */
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
