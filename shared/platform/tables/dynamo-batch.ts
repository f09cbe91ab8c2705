import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { toItem } from './dynamo-table.ts';
import type { Key } from './portal-keys.ts';
import { pauseForRetry, TableBusy } from './table-busy.ts';

type Item = Record<string, AttributeValue>;
type Projection = Pick<KeysAndAttributes, 'ProjectionExpression' | 'ExpressionAttributeNames'>;

/** The limits of BatchGetItem and BatchWriteItem. */
const mostKeys = 100;
const mostRequests = 25;

const inParts = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/**
 * Repeats a call with the items that it leaves unprocessed, for some seconds: this is how DynamoDB throttles single items of a
 * batch.
 */
async function untilNothingIsLeft<T>(all: readonly T[], call: (some: T[]) => Promise<readonly T[]>): Promise<void> {
  let paused = 0;
  let left = await call([...all]);
  for (let retry = 0; left.length > 0; retry++) {
    const pausedNow = await pauseForRetry('throttled', retry, paused);
    if (pausedNow === undefined) throw new TableBusy(new Error('The table left items of a batch unprocessed'));
    paused = pausedNow;
    left = await call([...left]);
  }
}

/**
 * Reads the items under these keys consistently, however many keys. Missing items are left out, and the order is arbitrary.
 *
 * @throws TableBusy if the table keeps leaving keys unprocessed
 */
export async function getBatch(
  client: DynamoDBClient,
  table: string,
  keys: readonly Key[],
  projection: Projection = {},
): Promise<Item[]> {
  const found: Item[] = [];
  const read = async (some: Item[]): Promise<readonly Item[]> => {
    const { Responses: items, UnprocessedKeys: left } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { ...projection, Keys: some, ConsistentRead: true } } }),
    );
    found.push(...(items?.[table] ?? []));
    return left?.[table]?.Keys ?? [];
  };
  const parts = inParts(
    keys.map(({ pk, sk }) => toItem({ pk, sk })),
    mostKeys,
  );
  await Promise.all(parts.map((part) => untilNothingIsLeft(part, read)));
  return found;
}

/**
 * Deletes the items under these keys, however many.
 *
 * @throws TableBusy if the table keeps leaving items unprocessed; some may be deleted then
 */
export async function deleteBatch(client: DynamoDBClient, table: string, keys: readonly Key[]): Promise<void> {
  const remove = async (some: WriteRequest[]): Promise<readonly WriteRequest[]> => {
    const { UnprocessedItems: left } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: some } }),
    );
    return left?.[table] ?? [];
  };
  const requests = keys.map(({ pk, sk }): WriteRequest => ({ DeleteRequest: { Key: toItem({ pk, sk }) } }));
  await Promise.all(inParts(requests, mostRequests).map((part) => untilNothingIsLeft(part, remove)));
}
