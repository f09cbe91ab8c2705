import { describe, expect, it } from 'vitest';
import type { AwsRequest } from '#host/aws/service.ts';
import { countUnits } from '#host/dynamodb/capacity.ts';
import type { Input } from '#host/dynamodb/dynalite-actions.ts';
import { aDynamoDb } from '#testing/dynamodb-builder.ts';
import { keyOf } from '#testing/dynamodb-calls.ts';

const call = (operation: string, input: Input): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
  body: Buffer.from(JSON.stringify(input)),
  caller: { kind: 'owner' },
});

describe('the units of a call, for the record', () => {
  const TableName = 'Main';
  const large = { ...keyOf('p', 'large'), text: { S: 'x'.repeat(2500) } };

  it.each<[string, Input, object]>([
    ['PutItem', { TableName, Item: large }, { read: 0, write: 3 }],
    ['GetItem', { TableName, Key: keyOf('p', 'none') }, { read: 0.5, write: 0 }],
    ['GetItem', { TableName, Key: keyOf('p', 'none'), ConsistentRead: true }, { read: 1, write: 0 }],
    ['TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: large } }] }, { read: 0, write: 6 }],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key: keyOf('p', 'a') } }] }, { read: 2, write: 0 }],
  ])('%s', async (operation, input, units) => {
    const { service } = await aDynamoDb();
    const answer = await service.handle(call(operation, input));
    expect(answer.units).toEqual(units);
    expect(String(answer.body)).not.toContain('ConsumedCapacity');
  });

  it('are in the answer for who asks, and counted all the same', async () => {
    const { service } = await aDynamoDb();
    const asked = { TableName, Key: keyOf('p', 'a'), ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' };
    const answer = await service.handle(call('GetItem', asked));
    expect(JSON.parse(String(answer.body)).ConsumedCapacity.CapacityUnits).toBe(1);
    expect(answer.units).toEqual({ read: 1, write: 0 });
  });

  it('are those of several tables, and none of operations on tables', async () => {
    const both = { ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 3 }] };
    expect((await countUnits('BatchWriteItem', {}, () => both)).units).toEqual({ read: 0, write: 5 });
    expect(await countUnits('DescribeTable', {}, () => ({ Table: {} }))).toEqual({
      output: { Table: {} },
      units: undefined,
    });
  });
});
