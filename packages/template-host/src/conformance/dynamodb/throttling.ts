import { randomUUID } from 'node:crypto';
import {
  DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Place } from '../place.ts';
import { describeError, type Question } from '../question.ts';
import { apiReference } from './visit-table.ts';

/** Where questions about a table of one write unit a second are asked. */
type SmallTablePlace = Pick<Place, 'settings' | 'SmallTable'>;

/**
 * A table keeps unused units for five minutes: 300 units of ours. A transaction of these takes 32, so the questions end well
 * within these bounds.
 */
const most = 200;
const longest = 60_000;
const text = { S: 'x'.repeat(7_900) };

function visitSmallTable({ settings, SmallTable: TableName }: SmallTablePlace) {
  // The SDK would retry this as a throttle.
  const client = new DynamoDBClient({ ...settings, maxAttempts: 1 });
  const anItem = () => ({ TableName, Item: { pk: { S: randomUUID() }, text } });
  return {
    put: () => client.send(new PutItemCommand(anItem())),
    transact: () =>
      client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: anItem() }, { Put: anItem() }] })),
  };
}

/** The error of a write, after more was written than the table has units for. */
async function refusedAtLast(write: () => Promise<unknown>): Promise<unknown> {
  const until = Date.now() + longest;
  for (let tries = 0; tries < most && Date.now() < until; tries++)
    try {
      await write();
    } catch (error) {
      return error;
    }
  return new Error('nothing was throttled');
}

export const throttlingQuestions: readonly Question<SmallTablePlace>[] = [
  {
    id: 'dynamodb-throttled-transaction',
    text: 'A throttled transaction is a TransactionCanceledException; its reason on a provisioned table is ProvisionedThroughputExceeded.',
    source: `${apiReference}, "TransactWriteItems", TransactionCanceledException`,
    expected: 'TransactionCanceledException with ProvisionedThroughputExceeded',
    async ask(place) {
      const error = await refusedAtLast(visitSmallTable(place).transact);
      if (!(error instanceof TransactionCanceledException)) return describeError(error);
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code).filter((code) => code !== 'None');
      return `${error.name} with ${[...new Set(codes)].join(' and ')}`;
    },
  },
  {
    id: 'dynamodb-throttled-write',
    text: 'A throttled single write has the error of its table’s kind.',
    source: `${apiReference}, "PutItem", errors`,
    expected: 'ProvisionedThroughputExceededException',
    async ask(place) {
      const error = await refusedAtLast(visitSmallTable(place).put);
      return describeError(error).split(':')[0] ?? '';
    },
  },
];
