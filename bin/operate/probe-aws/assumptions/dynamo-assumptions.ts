import { randomUUID } from 'node:crypto';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { type Assumption, describe, refusalOf } from '../assumption.ts';
import type { ProbeStack } from '../probe-stack.ts';

function visitTable({ settings, Table: TableName }: ProbeStack) {
  const client = new DynamoDBClient(settings);
  const pk = { S: randomUUID() };
  const key = (sk: string) => ({ pk, sk: { S: sk } });
  const put = (sk: string, more: Record<string, { S: string } | { N: string }> = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { ...key(sk), ...more } }));
  return { client, TableName, pk, key, put };
}

const guide = 'Amazon DynamoDB API Reference';

export const dynamoAssumptions: readonly Assumption[] = [
  {
    id: 'dynamodb-cancelled-transaction',
    rests: 'decision 0048: a flow learns which of its parts failed',
    text: 'A cancelled transaction lists a reason for each part, in the order of the parts, with the item that failed its condition where that was asked for.',
    source: `${guide}, "TransactWriteItems", TransactionCanceledException`,
    expected: 'None, ConditionalCheckFailed with the item',
    async ask(stack) {
      const { client, TableName, key, put } = visitTable(stack);
      await put('there', { note: { S: 'kept' } });
      const absent = {
        ...{ TableName, ConditionExpression: 'attribute_not_exists(pk)' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
      try {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: [{ Put: { ...absent, Item: key('new') } }, { Put: { ...absent, Item: key('there') } }],
          }),
        );
        return 'not cancelled';
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) return describe(error);
        const [first, second] = error.CancellationReasons ?? [];
        return `${first?.Code}, ${second?.Code} ${second?.Item?.note?.S === 'kept' ? 'with the item' : 'without the item'}`;
      }
    },
  },
  {
    id: 'dynamodb-one-item-twice',
    rests: 'decision 0048: a flow names each item once in a transaction',
    text: 'A transaction with two parts for one item is refused.',
    source: `${guide}, "TransactWriteItems"`,
    expected: 'ValidationException: Transaction request cannot include multiple operations on one item',
    async ask(stack) {
      const { client, TableName, key } = visitTable(stack);
      const Put = { TableName, Item: key('a') };
      return refusalOf(client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }, { Put }] })));
    },
  },
  {
    id: 'dynamodb-conflict',
    rests: 'decision 0048: writes that meet a transaction are repeated, not failed',
    text: 'Writes of one item at the same time either pass or fail with TransactionConflict, never with anything else.',
    source: 'Amazon DynamoDB Developer Guide, "Transaction conflict handling"',
    expected: 'passed or TransactionConflict',
    async ask(stack) {
      const { client, TableName, key, put } = visitTable(stack);
      const Put = { TableName, Item: key('one') };
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2 ? put('one') : client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] })),
      );
      const others = (await Promise.allSettled(calls))
        .flatMap((one) => (one.status === 'rejected' ? describe(one.reason) : []))
        .filter((text) => !text.includes('TransactionConflict'));
      return others[0] ?? 'passed or TransactionConflict';
    },
  },
  {
    id: 'dynamodb-cursor-outside',
    rests: 'R7.1, R12.2: a cursor is kept within the window before it is used',
    text: 'A query that starts outside its own key condition is refused; the text names the starting key.',
    source: 'seen on AWS, in several wordings; no documentation has one',
    expected: 'ValidationException: The provided starting key ...',
    async ask(stack) {
      const { client, TableName, pk, key, put } = visitTable(stack);
      await put('m');
      const query = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': { S: 'm' }, ':to': { S: 'p' } },
        ExclusiveStartKey: key('a'),
      });
      const text = await refusalOf(client.send(query));
      return text.replace(/(The provided starting key) .*/, '$1 ...');
    },
  },
  {
    id: 'dynamodb-expired-item',
    rests: 'R6.2: expired counts as absent, whether it is still there or not',
    text: 'An item whose time to live is over can still be read until it is swept.',
    source: 'Amazon DynamoDB Developer Guide, "Using time to live (TTL)"',
    expected: 'still there',
    async ask(stack) {
      const { client, TableName, key, put } = visitTable(stack);
      await put('over', { expiresAt: { N: '1000000000' } });
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: key('over'), ConsistentRead: true }));
      return Item ? 'still there' : 'gone';
    },
  },
];
