import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Item, tableShape } from '#host/dynamodb/table-shape.ts';
import { unitsOf } from '#host/dynamodb/write-units.ts';
import { createLimits } from '#host/limits.ts';
import { aDynamoDb, item } from '#testing/dynamodb-builder.ts';
import { keyOf, refusal } from '#testing/dynamodb-calls.ts';
import { mainTable } from '#testing/dynamodb-tables.ts';

const words = /^Throughput exceeds the current capacity of your table or index\. DynamoDB is automatically scaling/;

async function aLimitedTable(writeUnits: number, table = 'Main') {
  const limits = createLimits();
  const dynamo = await aDynamoDb({ limits });
  limits.set({ dynamodb: { [table]: { writeUnits } } });
  /** How many of so many puts, one after another, the table takes. */
  const puts = async (count: number) => {
    let taken = 0;
    for (let at = 0; at < count; at++) {
      const put = new PutItemCommand({ TableName: table, Item: item(`i${at}`) });
      await dynamo.client.send(put).then(
        () => taken++,
        () => undefined,
      );
    }
    return taken;
  };
  return { ...dynamo, limits, puts };
}

const big = (kilobytes: number) => ({ text: { S: 'x'.repeat(kilobytes * 1024 - 20) } });
const plain = (extra: Item = {}): Item => ({ pk: { S: 'p' }, sk: { S: 'a' }, ...extra });
const owned = (owner: string, extra: Item = {}) => plain({ owner: { S: owner }, at: { N: '1' }, ...extra });

describe('write units of a change', () => {
  const table = v.parse(tableShape, mainTable);
  const units = (before: Item | undefined, after: Item | undefined, factor: 1 | 2 = 1) =>
    Object.fromEntries(unitsOf({ table, before, after }, factor));

  it('are 1 for each KB of the larger item, twice in a transaction, and 1 for an item that is not there', () => {
    expect(units(undefined, plain())).toEqual({ Main: 1 });
    expect(units(plain(big(3)), plain())).toEqual({ Main: 3 });
    expect(units(plain(big(3)), undefined, 2)).toEqual({ Main: 6 });
    expect(units(undefined, undefined)).toEqual({ Main: 1 });
  });

  it('include those of the indexes: entries written, moved, removed or untouched, and never doubled', () => {
    // The local index shares the table's units.
    expect(units(undefined, owned('anna'))).toEqual({ Main: 2, 'Main/byOwner': 1 });
    expect(units(undefined, owned('anna'), 2)).toEqual({ Main: 3, 'Main/byOwner': 1 });
    expect(units(owned('anna'), owned('bela'))).toEqual({ Main: 1, 'Main/byOwner': 2 });
    expect(units(owned('anna'), undefined)).toEqual({ Main: 2, 'Main/byOwner': 1 });
    expect(units(owned('anna'), owned('anna', { notProjected: { S: 'x' } }))).toEqual({ Main: 1 });
    expect(units(owned('anna'), owned('anna', { title: { S: 'x' } }))).toEqual({ Main: 1, 'Main/byOwner': 1 });
  });
});

describe("a table's write units a second", () => {
  it('are off until they are set, throttle what goes beyond, and refill as time passes', async () => {
    const { puts, time, limits } = await aLimitedTable(10);
    expect(await puts(25)).toBe(10);
    time.now += 500;
    expect(await puts(25)).toBe(5);
    time.now += 60_000;
    expect(await puts(25)).toBe(10);
    time.now -= 3_600_000;
    expect(await puts(25)).toBe(0);
    time.now += 1000;
    expect(await puts(25)).toBe(10);
    limits.clear();
    expect(await puts(25)).toBe(25);
  });

  it("refuse a single write in AWS's words, by the table's billing, and change nothing", async () => {
    const { client, puts, service, limits, get } = await aLimitedTable(1);
    await puts(1);
    const throttled = [
      client.send(new PutItemCommand({ TableName: 'Main', Item: item('other') })),
      client.send(
        new UpdateItemCommand({ TableName: 'Main', Key: keyOf('p', 'i0'), UpdateExpression: 'SET title = pk' }),
      ),
      client.send(new DeleteItemCommand({ TableName: 'Main', Key: keyOf('p', 'i0') })),
    ];
    for (const call of throttled)
      expect(await refusal(call)).toMatchObject({
        name: 'ThrottlingException',
        message: expect.stringMatching(words),
      });
    expect(await get(keyOf('p', 'other'))).toBeUndefined();
    expect(await get(keyOf('p', 'i0'))).toEqual(item('i0'));

    service.createTable({ ...mainTable, TableName: 'Old', BillingMode: 'PROVISIONED' });
    limits.set({ dynamodb: { Old: { writeUnits: 1 } } });
    const put = () => client.send(new PutItemCommand({ TableName: 'Old', Item: item('a') }));
    await put();
    expect(await refusal(put())).toMatchObject({ name: 'ProvisionedThroughputExceededException' });
  });

  it('count a condition that fails', async () => {
    const { client, puts } = await aLimitedTable(2);
    const never = new PutItemCommand({
      TableName: 'Main',
      Item: item('i0'),
      ConditionExpression: 'attribute_exists(nothing)',
    });
    expect((await refusal(client.send(never))).name).toBe('ConditionalCheckFailedException');
    expect(await puts(5)).toBe(1);
  });

  it('cancel a transaction with ThrottlingError for the items of that table, and take nothing for it', async () => {
    const { client, puts, get } = await aLimitedTable(5);
    expect(await puts(2)).toBe(2);
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: 'KeyOnly', Item: { pk: { S: 'k' } } } },
        { Put: { TableName: 'Main', Item: item('t1') } },
        { ConditionCheck: { TableName: 'Main', Key: keyOf('p', 'i0'), ConditionExpression: 'attribute_exists(pk)' } },
      ],
    });
    expect(await refusal(client.send(transaction))).toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ThrottlingError, ThrottlingError]'),
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ThrottlingError', Message: expect.stringMatching(words) },
        { Code: 'ThrottlingError' },
      ],
    });
    expect(await get(keyOf('p', 't1'))).toBeUndefined();
    expect(await puts(9)).toBe(3);
  });

  it('let a transaction larger than a second of them pass when the bucket is full, and make up for it afterwards', async () => {
    const { client, puts, time } = await aLimitedTable(10);
    const large = () =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: Array.from({ length: 15 }, (_, at) => ({
            Put: { TableName: 'Main', Item: item(`t${at}`) },
          })),
        }),
      );
    await large();
    time.now += 2000;
    expect(await puts(1)).toBe(0);
    time.now += 1000;
    await large();
  });

  it('leave the rest of a BatchWriteItem unprocessed, and refuse one for which nothing is left', async () => {
    const { client, get } = await aLimitedTable(2);
    const requests = [
      { PutRequest: { Item: item('a') } },
      { DeleteRequest: { Key: keyOf('p', 'b') } },
      { PutRequest: { Item: item('c') } },
      { DeleteRequest: { Key: keyOf('p', 'd') } },
    ];
    const batch = () => client.send(new BatchWriteItemCommand({ RequestItems: { Main: requests } }));
    expect((await batch()).UnprocessedItems).toEqual({ Main: requests.slice(2) });
    expect(await get(keyOf('p', 'a'))).toEqual(item('a'));
    expect(await get(keyOf('p', 'c'))).toBeUndefined();
    expect((await refusal(batch())).name).toBe('ThrottlingException');
  });

  it('are separate for each global index: one that is short throttles the table', async () => {
    const { client } = await aLimitedTable(4);
    const move = (owner: string) =>
      client.send(
        new PutItemCommand({ TableName: 'Main', Item: { ...keyOf('p'), owner: { S: owner }, at: { N: '1' } } }),
      );
    await move('anna');
    await move('bela');
    expect((await refusal(move('cili'))).name).toBe('ThrottlingException');
  });
});
