import { randomUUID } from 'node:crypto';
import {
  type DynamoDBClient,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aPartition, callsOn, keyOf, refusal } from '#testing/dynamodb-calls.ts';

const TableName = 'Main';

/** Transactions, and the invariants that only they can keep. */
export function itTransacts(client: () => DynamoDBClient, isJudge: boolean) {
  const calls = () => callsOn(client());
  const write = (TransactItems: TransactWriteItem[], rest: Partial<TransactWriteItemsCommandInput> = {}) =>
    client().send(new TransactWriteItemsCommand({ TransactItems, ...rest }));
  const put = (pk: string, sk: string): TransactWriteItem => ({ Put: { TableName, Item: keyOf(pk, sk) } });

  it('carries out put, update, delete and condition check together, over two tables', async () => {
    const pk = aPartition();
    await calls().put({ ...keyOf(pk, 'update'), n: { N: '1' } });
    await calls().put(keyOf(pk, 'delete'));
    await calls().put(keyOf(pk, 'check'));
    await write([
      { Put: { TableName: 'KeyOnly', Item: { pk: { S: pk } }, ConditionExpression: 'attribute_not_exists(pk)' } },
      put(pk, 'put'),
      {
        Update: {
          TableName,
          Key: keyOf(pk, 'update'),
          UpdateExpression: 'SET n = n + :one',
          ConditionExpression: 'n = :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { Delete: { TableName, Key: keyOf(pk, 'delete'), ConditionExpression: 'attribute_exists(pk)' } },
      { ConditionCheck: { TableName, Key: keyOf(pk, 'check'), ConditionExpression: 'attribute_exists(pk)' } },
    ]);
    const { Items } = await calls().query(pk, { ConsistentRead: true });
    expect(Items).toEqual([keyOf(pk, 'check'), keyOf(pk, 'put'), { ...keyOf(pk, 'update'), n: { N: '2' } }]);
  });

  it('does nothing when one condition fails, and reports which, in order, with the item on request', async () => {
    const pk = aPartition();
    const item = { ...keyOf(pk, 'there'), n: { N: '1' } };
    await calls().put(item);
    const absent = { TableName, ConditionExpression: 'attribute_not_exists(pk)' };
    const refused = await refusal(
      write([
        put(pk, 'new'),
        { Put: { ...absent, Item: keyOf(pk, 'there'), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        { ConditionCheck: { TableName, Key: keyOf(pk, 'gone'), ConditionExpression: 'attribute_exists(pk)' } },
        { Delete: { TableName, Key: keyOf(pk, 'never') } },
      ]),
    );
    expect(refused.name).toBe('TransactionCanceledException');
    expect(refused.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed, None]',
    );
    expect(refused.CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: item },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
      { Code: 'None' },
    ]);
    expect((await calls().query(pk)).Items).toEqual([item]);
  });

  it('takes 100 entries and refuses 101, none, an unknown table', async () => {
    const pk = aPartition();
    const puts = (count: number) => Array.from({ length: count }, (_, index) => put(pk, String(index)));
    expect((await refusal(write(puts(101)))).name).toBe('ValidationException');
    expect((await refusal(write([]))).name).toBe('ValidationException');
    const nowhere = { Put: { TableName: 'Nowhere', Item: keyOf(pk) } };
    expect((await refusal(write([put(pk, 'a'), nowhere]))).name).toBe('ResourceNotFoundException');
    expect((await calls().query(pk)).Count).toBe(0);
    await write(puts(100));
    expect((await calls().query(pk)).Count).toBe(100);
  });

  it('forgets the token of a cancelled transaction', async () => {
    const pk = aPartition();
    const ClientRequestToken = randomUUID();
    const check = { TableName, Key: keyOf(pk, 'gate'), ConditionExpression: 'attribute_exists(pk)' };
    const call = () => write([{ ConditionCheck: check }, put(pk, 'a')], { ClientRequestToken });
    expect((await refusal(call())).name).toBe('TransactionCanceledException');
    await calls().put(keyOf(pk, 'gate'));
    await call();
    expect(await calls().get(keyOf(pk, 'a'))).toBeDefined();
  });

  it('reads items in the requested order, with projections, and refuses the same item twice', async () => {
    const pk = aPartition();
    await calls().put({ ...keyOf(pk, 'a'), n: { N: '1' } });
    await calls().put({ ...keyOf(pk, 'b'), n: { N: '2' } });
    const get = (...names: string[]) =>
      client().send(
        new TransactGetItemsCommand({
          TransactItems: names.map((sk) => ({ Get: { TableName, Key: keyOf(pk, sk), ProjectionExpression: 'n' } })),
        }),
      );
    const { Responses } = await get('b', 'missing', 'a');
    // The judge adds the keys to a projection here (though not in GetItem).
    const expected = [{ n: { N: '2' } }, undefined, { n: { N: '1' } }];
    const items = Responses?.map(({ Item }) => Item);
    if (isJudge) expect(items).toMatchObject(expected);
    else expect(items).toEqual(expected);
    expect((await refusal(get('a', 'a'))).name).toBe('ValidationException');
  });

  it('counts the capacity of a transaction twice', async () => {
    const pk = aPartition();
    const one = await write([{ Put: { TableName: 'KeyOnly', Item: { pk: { S: pk } } } }], {
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(one.ConsumedCapacity).toMatchObject([{ TableName: 'KeyOnly', CapacityUnits: 2 }]);
    const read = await client().send(
      new TransactGetItemsCommand({
        TransactItems: [{ Get: { TableName: 'KeyOnly', Key: { pk: { S: pk } } } }],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(read.ConsumedCapacity).toMatchObject([{ TableName: 'KeyOnly', CapacityUnits: 2 }]);
  });

  it('keeps the sum of ten accounts at every moment of 1,000 parallel transfers', async () => {
    const pk = aPartition();
    const accounts = Array.from({ length: 10 }, (_, index) => keyOf(pk, `account-${index}`));
    await Promise.all(accounts.map((key) => calls().put({ ...key, balance: { N: '100' } })));
    const change = (index: number, by: string, condition: string): TransactWriteItem => ({
      Update: {
        TableName,
        Key: accounts[index % 10],
        UpdateExpression: 'SET balance = balance + :by',
        ConditionExpression: condition,
        ExpressionAttributeValues: { ':by': { N: by }, ':least': { N: '7' } },
      },
    });
    const transfer = (index: number) =>
      write([
        change(index, '-7', 'balance >= :least'),
        change(index + 1 + (index % 8), '7', 'balance > :by OR balance <= :least OR balance > :least'),
      ]).then(
        () => 'done' as const,
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      );

    const balances = async () => {
      const TransactItems = accounts.map((Key) => ({ Get: { TableName, Key } }));
      const { Responses } = await client().send(new TransactGetItemsCommand({ TransactItems }));
      return Responses?.map(({ Item }) => Number(Item?.balance?.N)) ?? [];
    };
    const queried = async () =>
      (await calls().query(pk, { ConsistentRead: true })).Items?.map(({ balance }) => Number(balance?.N)) ?? [];
    const total = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

    let running = true;
    const torn: number[] = [];
    let reads = 0;
    const readers = Array.from({ length: 4 }, async () => {
      for (; running; reads++) {
        const sum = total(await balances());
        if (sum !== 1000) torn.push(sum);
      }
    });
    const outcomes: string[] = [];
    let next = 0;
    const writers = Array.from({ length: 50 }, async () => {
      while (next < 1000) outcomes.push(await transfer(next++));
    });
    await Promise.all(writers);
    running = false;
    await Promise.all(readers);

    const allowed = ['done', 'TransactionCanceledException'];
    expect(outcomes.filter((outcome) => !allowed.includes(outcome))).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(100);
    expect(reads).toBeGreaterThan(10);
    expect(torn).toEqual([]);
    expect(total(await queried())).toBe(1000);
    expect((await balances()).every((amount) => amount >= 0)).toBe(true);
  });
}
