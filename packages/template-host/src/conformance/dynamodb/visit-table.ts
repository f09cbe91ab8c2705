import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Place } from '../place.ts';

export type Item = Record<string, AttributeValue>;

/** Where questions about the table are asked. */
export type TablePlace = Pick<Place, 'settings' | 'Table'>;

/** The table as each question sees it: a partition of its own, and short calls. */
export function visitTable({ settings, Table: TableName }: TablePlace) {
  const client = new DynamoDBClient(settings);
  const pk = { S: randomUUID() };
  const key = (sk: string): Item => ({ pk, sk: { S: sk } });
  const put = (sk: string, more: Item = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { ...key(sk), ...more } }));
  const get = async (sk: string) =>
    (await client.send(new GetItemCommand({ TableName, Key: key(sk), ConsistentRead: true }))).Item;
  const update = (sk: string, expression: string, more: Partial<UpdateItemCommandInput> = {}) =>
    client.send(
      new UpdateItemCommand({
        ...{ TableName, Key: key(sk), UpdateExpression: expression, ReturnValues: 'ALL_NEW' },
        ...more,
      }),
    );
  const query = (more: Partial<QueryCommandInput> = {}, values: Item = {}) =>
    client.send(
      new QueryCommand({
        ...{ TableName, KeyConditionExpression: 'pk = :pk', ConsistentRead: true },
        ExpressionAttributeValues: { ':pk': pk, ...values },
        ...more,
      }),
    );
  const transact = (TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsCommandInput> = {}) =>
    client.send(new TransactWriteItemsCommand({ TransactItems, ...more }));
  return { client, TableName, pk, key, put, get, update, query, transact };
}

export const one = { ':one': { N: '1' } };

/** The sort keys of items, in their order. */
export const sortKeys = (items: readonly Item[] = []) => items.map(({ sk }) => sk?.S ?? '?');

export const apiReference = 'Amazon DynamoDB API Reference';
export const developerGuide = 'Amazon DynamoDB Developer Guide';
