import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aPartition, callsOn, keyOf, refusal } from '#testing/dynamodb-calls.ts';

/** Single items and batches. `client` is asked for when a test runs: the host starts in a hook. */
export function itKeepsItems(client: () => DynamoDBClient) {
  const calls = () => callsOn(client());

  it('projects attributes, also nested ones and reserved words', async () => {
    const pk = aPartition();
    await calls().put({
      ...keyOf(pk),
      name: { S: 'n' },
      other: { S: 'o' },
      parts: { M: { a: { S: '1' }, b: { S: '2' } } },
    });
    const { Item } = await client().send(
      new GetItemCommand({
        TableName: 'Main',
        Key: keyOf(pk),
        ProjectionExpression: '#name, parts.a',
        ExpressionAttributeNames: { '#name': 'name' },
      }),
    );
    expect(Item).toEqual({ name: { S: 'n' }, parts: { M: { a: { S: '1' } } } });
  });

  it('refuses malformed requests and changes nothing', async () => {
    const pk = aPartition();
    const set = (expression: string, value: Record<string, { S: string } | { N: string }> = { ':v': { S: 'v' } }) =>
      refusal(calls().update(keyOf(pk), expression, { ExpressionAttributeValues: value }));
    expect((await set('SET pk = :v')).name).toBe('ValidationException');
    expect((await set('SET a = b, c = :v')).name).toBe('ValidationException');
    expect((await set('SET a.b.c = :v')).name).toBe('ValidationException');
    expect((await set('SET status = :v')).name).toBe('ValidationException'); // a reserved word
    expect((await set('SET a = :v', { ':v': { S: 'v' }, ':unused': { S: '' } })).name).toBe('ValidationException');
    expect((await refusal(calls().put({ pk: { S: pk } }))).name).toBe('ValidationException');
    expect((await refusal(calls().put(keyOf(pk, '')))).name).toBe('ValidationException');
    expect((await refusal(calls().get({ pk: { S: pk } }))).name).toBe('ValidationException');
    expect((await refusal(calls().put({ ...keyOf(pk), at: { S: 'no number' } }))).name).toBe('ValidationException');
    expect(await calls().get(keyOf(pk))).toBeUndefined();
  });

  it('refuses an item above 400 KB of UTF-8, not one just below', async () => {
    const pk = aPartition();
    const rest = Buffer.byteLength(`pk${pk}skatext`);
    const letters = (bytes: number) => 'ű'.repeat(Math.floor(bytes / 2));
    await calls().put({ ...keyOf(pk), text: { S: letters(400 * 1024 - rest) } });
    const tooLarge = await refusal(calls().put({ ...keyOf(pk), text: { S: letters(400 * 1024 - rest + 2) } }));
    expect([tooLarge.name, tooLarge.message]).toEqual([
      'ValidationException',
      'Item size has exceeded the maximum allowed size',
    ]);
    const grown = await refusal(
      calls().update(keyOf(pk), 'SET more = :v', { ExpressionAttributeValues: { ':v': { S: 'more' } } }),
    );
    expect(grown.message).toBe('Item size to update has exceeded the maximum allowed size');
  });

  it('reads and writes batches over two tables', async () => {
    const pk = aPartition();
    await calls().put(keyOf(pk, 'old'));
    const items = ['a', 'b', 'c'].map((sk) => ({ ...keyOf(pk, sk), title: { S: sk } }));
    const written = await client().send(
      new BatchWriteItemCommand({
        RequestItems: {
          Main: [...items.map((Item) => ({ PutRequest: { Item } })), { DeleteRequest: { Key: keyOf(pk, 'old') } }],
          KeyOnly: [{ PutRequest: { Item: { pk: { S: pk } } } }],
        },
      }),
    );
    expect(written.UnprocessedItems).toEqual({});
    const { Responses, UnprocessedKeys } = await client().send(
      new BatchGetItemCommand({
        RequestItems: {
          Main: {
            Keys: ['a', 'b', 'c', 'old'].map((sk) => keyOf(pk, sk)),
            ConsistentRead: true,
            ProjectionExpression: 'title',
          },
          KeyOnly: { Keys: [{ pk: { S: pk } }] },
        },
      }),
    );
    expect(UnprocessedKeys).toEqual({});
    expect(Responses?.KeyOnly).toEqual([{ pk: { S: pk } }]);
    expect(Responses?.Main?.map(({ title }) => title?.S).sort()).toEqual(['a', 'b', 'c']);
  });

  it('refuses a batch that is too long or names an item twice', async () => {
    const pk = aPartition();
    const puts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ PutRequest: { Item: keyOf(pk, String(index)) } }));
    const write = (requests: ReturnType<typeof puts>) =>
      refusal(client().send(new BatchWriteItemCommand({ RequestItems: { Main: requests } })));
    expect((await write(puts(26))).name).toBe('ValidationException');
    expect((await write([...puts(1), ...puts(1)])).name).toBe('ValidationException');
    const keys = Array.from({ length: 101 }, (_, index) => keyOf(pk, String(index)));
    const get = client().send(new BatchGetItemCommand({ RequestItems: { Main: { Keys: keys } } }));
    expect((await refusal(get)).name).toBe('ValidationException');
    expect((await calls().query(pk)).Count).toBe(0);
  });

  it('counts consumed capacity by size and consistency', async () => {
    const pk = aPartition();
    const put = await client().send(
      new PutItemCommand({
        TableName: 'KeyOnly',
        Item: { pk: { S: pk }, text: { S: 'x'.repeat(4500) } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(put.ConsumedCapacity).toMatchObject({ TableName: 'KeyOnly', CapacityUnits: 5 });
    const get = async (ConsistentRead: boolean) => {
      const input = { TableName: 'KeyOnly', Key: { pk: { S: pk } }, ConsistentRead } as const;
      const output = await client().send(new GetItemCommand({ ...input, ReturnConsumedCapacity: 'INDEXES' }));
      return [output.ConsumedCapacity?.CapacityUnits, output.ConsumedCapacity?.Table?.CapacityUnits];
    };
    expect(await get(true)).toEqual([2, 2]);
    expect(await get(false)).toEqual([1, 1]);
  });
}
