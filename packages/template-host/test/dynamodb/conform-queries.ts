import { type AttributeValue, type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aPartition, callsOn, type Item, keyOf, refusal } from '#testing/dynamodb-calls.ts';

const sortKeys = (items: Item[] | undefined) => items?.map(({ sk }) => sk?.S);

/** Queries, scans and indexes. */
export function itFindsItems(client: () => DynamoDBClient) {
  const calls = () => callsOn(client());

  async function fill(names: readonly string[], extra: (name: string, index: number) => Item = () => ({})) {
    const pk = aPartition();
    await Promise.all(names.map((name, index) => calls().put({ ...keyOf(pk, name), ...extra(name, index) })));
    return pk;
  }

  it.each([
    ['begins_with(sk, :a)', ['b', 'ba', 'bz'], 'b', ''],
    ['sk BETWEEN :a AND :b', ['b', 'ba', 'bz', 'c'], 'b', 'c'],
    ['sk < :a', ['a'], 'b', ''],
    ['sk <= :a', ['a', 'b'], 'b', ''],
    ['sk > :a', ['bz', 'c'], 'ba', ''],
    ['sk >= :a', ['ba', 'bz', 'c'], 'ba', ''],
    ['sk = :a', ['ba'], 'ba', ''],
  ])('narrows by the key condition %s', async (condition, expected, a, b) => {
    const pk = await fill(['a', 'b', 'ba', 'bz', 'c']);
    const values: Item = { ':a': { S: a }, ...(b && { ':b': { S: b } }) };
    const input = { KeyConditionExpression: `pk = :pk AND ${condition}`, values };
    expect(sortKeys((await calls().query(pk, input)).Items)).toEqual(expected);
    const backward = await calls().query(pk, { ...input, ScanIndexForward: false });
    expect(sortKeys(backward.Items)).toEqual([...expected].reverse());
  });

  it('orders numbers as numbers, negative ones too', async () => {
    const numbers = ['-20', '-3', '-2.5', '0', '0.001', '2', '10', '100.5'];
    const pk = await fill(numbers.map((_, index) => `${index}`).reverse(), (name) => ({
      at: { N: numbers[Number(name)] ?? '' },
    }));
    const all = await calls().query(pk, { IndexName: 'byTime', ConsistentRead: true });
    expect(all.Items?.map(({ at }) => at?.N)).toEqual(numbers);
    const some = await calls().query(pk, {
      IndexName: 'byTime',
      KeyConditionExpression: 'pk = :pk AND #at BETWEEN :low AND :high',
      ExpressionAttributeNames: { '#at': 'at' },
      values: { ':low': { N: '-2.5' }, ':high': { N: '10' } },
    });
    expect(some.Items?.map(({ at }) => at?.N)).toEqual(['-2.5', '0', '0.001', '2', '10']);
  });

  it('filters after the limit, counts both, projects, and can count only', async () => {
    const pk = await fill(['a', 'b', 'c', 'd'], (_, index) => ({ n: { N: String(index) }, other: { S: 'o' } }));
    const filter = { FilterExpression: 'n >= :one', values: { ':one': { N: '1' } } };
    const page = await calls().query(pk, { ...filter, Limit: 2, ProjectionExpression: 'sk, n' });
    expect(page).toMatchObject({ Count: 1, ScannedCount: 2, LastEvaluatedKey: keyOf(pk, 'b') });
    expect(page.Items).toEqual([{ sk: { S: 'b' }, n: { N: '1' } }]);
    const counted = await calls().query(pk, { ...filter, Select: 'COUNT' });
    expect([counted.Count, counted.ScannedCount, counted.Items]).toEqual([3, 4, undefined]);
  });

  it('keeps a global index in step with puts, updates and deletes, with its projection', async () => {
    const owner: AttributeValue = { S: aPartition() };
    const pk = await fill(['a', 'b', 'c'], (name, index) => ({
      owner,
      at: { N: String(index) },
      title: { S: name },
      hidden: { S: 'h' },
    }));
    await calls().update(keyOf(pk, 'b'), 'REMOVE #owner', { ExpressionAttributeNames: { '#owner': 'owner' } });
    await calls().update(keyOf(pk, 'a'), 'SET #at = :at', {
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': { N: '9' } },
    });
    const { Items } = await calls().query(pk, {
      IndexName: 'byOwner',
      KeyConditionExpression: '#owner = :pk',
      ExpressionAttributeNames: { '#owner': 'owner' },
      ExpressionAttributeValues: { ':pk': owner },
    });
    expect(Items).toEqual([
      { ...keyOf(pk, 'c'), owner, at: { N: '2' }, title: { S: 'c' } },
      { ...keyOf(pk, 'a'), owner, at: { N: '9' }, title: { S: 'a' } },
    ]);
  });

  it.each([true, false])('pages through items that share one index key (forward: %s)', async (ScanIndexForward) => {
    const owner = aPartition();
    const names = Array.from({ length: 12 }, (_, index) => String(index).padStart(2, '0'));
    await fill(names, () => ({ owner: { S: owner }, at: { N: '7' } }));
    const pages = paginateQuery(
      { client: client(), pageSize: 5 },
      {
        TableName: 'Main',
        IndexName: 'byOwner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': { S: owner } },
        ScanIndexForward,
      },
    );
    const seen: (string | undefined)[] = [];
    for await (const page of pages) seen.push(...(sortKeys(page.Items) ?? []));
    expect(seen.sort()).toEqual(names);
  });

  it('fetches whole items through a local index, consistently, and refuses that of a global one', async () => {
    const pk = await fill(['a', 'b'], (_, index) => ({ at: { N: String(-index) }, title: { S: 't' } }));
    const local = await calls().query(pk, { IndexName: 'byTime', Select: 'ALL_ATTRIBUTES', ConsistentRead: true });
    expect(local.Items).toEqual([
      { ...keyOf(pk, 'b'), at: { N: '-1' }, title: { S: 't' } },
      { ...keyOf(pk, 'a'), at: { N: '0' }, title: { S: 't' } },
    ]);
    const onOwner = {
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :pk',
      ExpressionAttributeNames: { '#o': 'owner' },
    };
    expect((await refusal(calls().query(pk, { ...onOwner, ConsistentRead: true }))).name).toBe('ValidationException');
    expect((await refusal(calls().query(pk, { ...onOwner, Select: 'ALL_ATTRIBUTES' }))).name).toBe(
      'ValidationException',
    );
  });

  it('reports the capacity of a query and of its index separately', async () => {
    const pk = await fill(['a', 'b'], (_, index) => ({ at: { N: String(index) } }));
    const { ConsumedCapacity } = await calls().query(pk, { IndexName: 'byTime', ReturnConsumedCapacity: 'INDEXES' });
    expect(ConsumedCapacity).toMatchObject({
      TableName: 'Main',
      CapacityUnits: 0.5,
      LocalSecondaryIndexes: { byTime: { CapacityUnits: 0.5 } },
    });
  });

  it.each([
    ['a filter on a key', { FilterExpression: 'sk = :sk', values: { ':sk': { S: 'a' } } }],
    ['no equation of the partition key', { KeyConditionExpression: 'pk > :pk' }],
    ['an unknown index', { IndexName: 'nowhere' }],
  ])('refuses %s', async (_, input) => {
    expect((await refusal(calls().query(aPartition(), input))).name).toBe('ValidationException');
  });

  it('scans everything once, in pages and segments', async () => {
    const mark = aPartition();
    const names = Array.from({ length: 12 }, (_, index) => `s${index}`);
    await Promise.all(names.map((name) => calls().put({ ...keyOf(`${mark}-${name}`), mark: { S: mark } })));
    const segment = async (Segment: number) => {
      const pages = paginateScan(
        { client: client(), pageSize: 7 },
        {
          TableName: 'Main',
          Segment,
          TotalSegments: 2,
          FilterExpression: 'mark = :mark',
          ExpressionAttributeValues: { ':mark': { S: mark } },
        },
      );
      const found: (string | undefined)[] = [];
      for await (const page of pages) found.push(...(page.Items?.map(({ pk }) => pk?.S) ?? []));
      return found;
    };
    const found = (await Promise.all([segment(0), segment(1)])).flat();
    expect(found.sort()).toEqual(names.map((name) => `${mark}-${name}`).sort());
  });
}
