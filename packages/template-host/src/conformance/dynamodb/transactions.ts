import { randomUUID } from 'node:crypto';
import {
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { describeError, type Question, refusalName, refusalOf } from '../question.ts';
import { apiReference, developerGuide, one, type TablePlace, visitTable } from './visit-table.ts';

/** The reason codes of a cancelled transaction, in the order of its parts; for any other end, its error. */
async function reasonsOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'not cancelled';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) return describeError(error);
    return (error.CancellationReasons ?? [])
      .map(({ Code, Item }) => (Item ? `${Code} with the item` : `${Code}`))
      .join(', ');
  }
}

export const transactionQuestions: readonly Question<TablePlace>[] = [
  {
    id: 'dynamodb-cancelled-transaction',
    text: 'A cancelled transaction lists a reason for each part, in the order of the parts, with the item that failed its condition where that was asked for.',
    source: `${apiReference}, "TransactWriteItems", TransactionCanceledException`,
    expected: 'None, ConditionalCheckFailed with the item, ConditionalCheckFailed; nothing written',
    async ask(place) {
      const { TableName, key, put, get, transact } = visitTable(place);
      await put('there', { note: { S: 'kept' } });
      const absent = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
      const asked = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
      const reasons = await reasonsOf(
        transact([
          { Put: { ...absent, ...asked, Item: key('new') } },
          { Put: { ...absent, ...asked, Item: key('there') } },
          { ConditionCheck: { TableName, Key: key('gone'), ConditionExpression: 'attribute_exists(pk)' } },
        ]),
      );
      return `${reasons}; ${(await get('new')) ? 'something written' : 'nothing written'}`;
    },
  },
  {
    id: 'dynamodb-one-item-twice',
    text: 'A transaction with two parts for one item is refused.',
    source: `${apiReference}, "TransactWriteItems"`,
    expected: 'ValidationException: Transaction request cannot include multiple operations on one item',
    async ask(place) {
      const { TableName, key, transact } = visitTable(place);
      const Put = { TableName, Item: key('a') };
      return refusalOf(transact([{ Put }, { Put }]));
    },
  },
  {
    id: 'dynamodb-transaction-size',
    text: 'A transaction takes 100 parts, not 101, and none is no transaction.',
    source: `${apiReference}, "TransactWriteItems"`,
    expected: 'ValidationException, ValidationException, then 100 written',
    async ask(place) {
      const { TableName, key, query, transact } = visitTable(place);
      const puts = (count: number): TransactWriteItem[] =>
        Array.from({ length: count }, (_, index) => ({ Put: { TableName, Item: key(String(index)) } }));
      const refused = [await refusalName(transact(puts(101))), await refusalName(transact([]))];
      await transact(puts(100));
      return `${refused.join(', ')}, then ${(await query()).Count} written`;
    },
  },
  {
    id: 'dynamodb-transaction-parsed-first',
    text: 'A broken expression is refused before a transaction starts; what only the stored item shows to be wrong cancels it.',
    source: `${apiReference}, "TransactWriteItems", TransactionCanceledException`,
    expected: 'ValidationException; None, ValidationError',
    async ask(place) {
      const { TableName, key, put, transact } = visitTable(place);
      await put('a', { note: { S: 'no number' } });
      const broken = { Update: { TableName, Key: key('a'), UpdateExpression: 'SET SET' } };
      const add = {
        ...{ TableName, Key: key('a'), UpdateExpression: 'ADD note :one' },
        ExpressionAttributeValues: one,
      };
      const other = { Put: { TableName, Item: key('b') } };
      return `${await refusalName(transact([broken]))}; ${await reasonsOf(transact([other, { Update: add }]))}`;
    },
  },
  {
    id: 'dynamodb-request-token',
    text: 'A transaction that comes twice with one token is carried out once; the token is refused for something else.',
    source: `${apiReference}, "TransactWriteItems", ClientRequestToken`,
    expected: '1; for something else IdempotentParameterMismatchException',
    async ask(place) {
      const { TableName, key, get, transact } = visitTable(place);
      const ClientRequestToken = randomUUID();
      const add = (by: string) =>
        transact(
          [
            {
              Update: {
                ...{ TableName, Key: key('n'), UpdateExpression: 'ADD n :by' },
                ExpressionAttributeValues: { ':by': { N: by } },
              },
            },
          ],
          { ClientRequestToken },
        );
      await add('1');
      await add('1');
      return `${(await get('n'))?.n?.N}; for something else ${await refusalName(add('2'))}`;
    },
  },
  {
    id: 'dynamodb-transaction-units',
    text: 'A write in a transaction takes two units where a single one takes one.',
    source: `${developerGuide}, "Capacity management for transactions"`,
    expected: '1, in a transaction 2',
    async ask(place) {
      const { TableName, key, update, transact } = visitTable(place);
      const counted = { ReturnConsumedCapacity: 'TOTAL' } as const;
      const { ConsumedCapacity: single } = await update('a', 'SET n = :one', {
        ...{ ...counted, ExpressionAttributeValues: one },
      });
      const { ConsumedCapacity: [both] = [] } = await transact([{ Put: { TableName, Item: key('b') } }], counted);
      return `${single?.CapacityUnits}, in a transaction ${both?.CapacityUnits}`;
    },
  },
  {
    id: 'dynamodb-conflict',
    text: 'Writes of one item at the same time either pass or fail with TransactionConflict, never with anything else.',
    source: `${developerGuide}, "Transaction conflict handling"`,
    expected: 'passed or TransactionConflict',
    async ask(place) {
      const { TableName, key, put, transact } = visitTable(place);
      const Put = { TableName, Item: key('one') };
      const calls = Array.from({ length: 20 }, (_, index) => (index % 2 ? put('one') : transact([{ Put }])));
      const others = (await Promise.allSettled(calls))
        .flatMap((call) => (call.status === 'rejected' ? describeError(call.reason) : []))
        .filter((text) => !text.includes('TransactionConflict'));
      return others[0] ?? 'passed or TransactionConflict';
    },
  },
  {
    id: 'dynamodb-one-moment',
    text: 'TransactGetItems shows several items as they were at one moment, also while transactions change them.',
    source: `${developerGuide}, "Isolation levels for transactions"`,
    expected: 'the sum is 100 in every reading',
    async ask(place) {
      const { client, TableName, key, put, transact } = visitTable(place);
      await Promise.all(['from', 'to'].map((sk) => put(sk, { n: { N: '50' } })));
      const add = (sk: string, by: string): TransactWriteItem => ({
        Update: {
          ...{ TableName, Key: key(sk), UpdateExpression: 'ADD n :by' },
          ExpressionAttributeValues: { ':by': { N: by } },
        },
      });
      const read = async () => {
        const TransactItems = ['from', 'to'].map((sk) => ({ Get: { TableName, Key: key(sk) } }));
        const { Responses = [] } = await client.send(new TransactGetItemsCommand({ TransactItems }));
        return Responses.reduce((sum, { Item }) => sum + Number(Item?.n?.N), 0);
      };
      // A reading that collides with a transfer is cancelled and shows nothing.
      const calls = Array.from({ length: 40 }, (_, index) =>
        index % 2 ? read() : transact([add('from', '-1'), add('to', '1')]).then(() => 100),
      );
      const settled = await Promise.allSettled(calls);
      const sums = [...settled.flatMap((call) => (call.status === 'fulfilled' ? call.value : [])), await read()];
      return `the sum is ${[...new Set(sums)].join(' or ')} in every reading`;
    },
  },
];
