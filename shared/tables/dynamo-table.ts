import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
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

/** The outcome of a transaction: done, or which of its parts (by position) failed their condition. */
export type TransactionOutcome = { readonly done: true } | { readonly done: false; readonly failed: readonly number[] };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Writes all or nothing. A conflict with another transaction is retried (with jitter, at most 8 times); failed
 * conditions are told by position; anything else is thrown.
 */
export async function transact(
  client: DynamoDBClient,
  parts: TransactWriteItem[],
  options: { readonly idempotencyToken?: string } = {},
): Promise<TransactionOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(
        new TransactWriteItemsCommand({ TransactItems: parts, ClientRequestToken: options.idempotencyToken }),
      );
      return { done: true };
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : undefined;
      const failed = reasons?.flatMap(({ Code }, at) => (Code === 'ConditionalCheckFailed' ? [at] : [])) ?? [];
      if (failed.length > 0) return { done: false, failed };
      const isConflict =
        error instanceof TransactionConflictException || reasons?.some(({ Code }) => Code === 'TransactionConflict');
      if (!isConflict || attempt === 8) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}
