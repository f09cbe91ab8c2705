import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { aPartition, callsOn, keyOf, refusal } from '#testing/dynamodb-calls.ts';

/** Updates of single items, and conditions. `client` is asked for when a test runs: the host starts in a hook. */
export function itUpdatesItems(client: () => DynamoDBClient) {
  const calls = () => callsOn(client());

  it('updates with SET, if_not_exists, list_append, arithmetic, ADD and DELETE of sets, REMOVE', async () => {
    const pk = aPartition();
    await calls().put({
      ...keyOf(pk),
      n: { N: '5' },
      entries: { L: [{ S: 'a' }] },
      set: { SS: ['x', 'y'] },
      gone: { S: '' },
    });
    const { Attributes } = await calls().update(
      keyOf(pk),
      'SET n = n - :two, initial = if_not_exists(initial, :two), kept = if_not_exists(n, :zero), entries = list_append(entries, :more) REMOVE gone ADD hits :two DELETE #set :x',
      {
        ExpressionAttributeNames: { '#set': 'set' },
        ExpressionAttributeValues: {
          ':two': { N: '2' },
          ':zero': { N: '0' },
          ':more': { L: [{ S: 'b' }] },
          ':x': { SS: ['x'] },
        },
      },
    );
    expect(Attributes).toEqual({
      ...keyOf(pk),
      n: { N: '3' },
      initial: { N: '2' },
      kept: { N: '5' },
      entries: { L: [{ S: 'a' }, { S: 'b' }] },
      set: { SS: ['y'] },
      hits: { N: '2' },
    });
  });

  it('returns the old and the new values that an update touched', async () => {
    const pk = aPartition();
    await calls().put({ ...keyOf(pk), n: { N: '1' }, other: { S: 'o' } });
    const set = (ReturnValues: 'UPDATED_OLD' | 'UPDATED_NEW' | 'ALL_OLD', n: string) =>
      calls().update(keyOf(pk), 'SET n = :n', { ExpressionAttributeValues: { ':n': { N: n } }, ReturnValues });
    expect((await set('UPDATED_OLD', '2')).Attributes).toEqual({ n: { N: '1' } });
    expect((await set('UPDATED_NEW', '3')).Attributes).toEqual({ n: { N: '3' } });
    expect((await set('ALL_OLD', '4')).Attributes).toEqual({ ...keyOf(pk), n: { N: '3' }, other: { S: 'o' } });
  });

  it.each([
    ['n = :five', true],
    ['n > :five', false],
    ['n BETWEEN :one AND :five', true],
    ['begins_with(title, :ab)', true],
    ['contains(tags, :ab)', false],
    ['size(title) = :three', true],
    ['attribute_exists(absent) OR (attribute_exists(n) AND NOT n = :one)', true],
    ['attribute_type(n, :typeN)', true],
    ['n IN (:one, :five)', true],
    ['absent < :five', false],
  ])('judges the condition %s as %s', async (condition, holds) => {
    const pk = aPartition();
    await calls().put({ ...keyOf(pk), n: { N: '5' }, title: { S: 'abc' }, tags: { SS: ['x'] } });
    const values = {
      ':one': { N: '1' },
      ':three': { N: '3' },
      ':five': { N: '5' },
      ':ab': { S: 'ab' },
      ':typeN': { S: 'N' },
    };
    const used = Object.entries(values).filter(([name]) => condition.includes(name));
    const call = client().send(
      new DeleteItemCommand({
        TableName: 'Main',
        Key: keyOf(pk),
        ConditionExpression: condition,
        ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
      }),
    );
    if (holds) await call;
    else expect((await refusal(call)).name).toBe('ConditionalCheckFailedException');
    expect((await calls().get(keyOf(pk))) === undefined).toBe(holds);
  });

  it('returns the item that failed the condition, for each single write, only on request', async () => {
    const pk = aPartition();
    const item = { ...keyOf(pk), n: { N: '1' } };
    await calls().put(item);
    const shared = { TableName: 'Main', ConditionExpression: 'attribute_not_exists(pk)' };
    const asked = { ...shared, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    const put = await refusal(client().send(new PutItemCommand({ ...asked, Item: keyOf(pk) })));
    const remove = await refusal(client().send(new DeleteItemCommand({ ...asked, Key: keyOf(pk) })));
    const update = await refusal(
      client().send(new UpdateItemCommand({ ...asked, Key: keyOf(pk), UpdateExpression: 'REMOVE n' })),
    );
    expect([put.Item, remove.Item, update.Item]).toEqual([item, item, item]);
    const silent = await refusal(client().send(new PutItemCommand({ ...shared, Item: keyOf(pk) })));
    expect([silent.name, silent.Item]).toEqual(['ConditionalCheckFailedException', undefined]);
  });
}
