import {
  BatchGetItemCommand,
  DescribeTableCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { faultError } from '#host/aws/faults.ts';
import { AwsError, type AwsRequest } from '#host/aws/service.ts';
import { aDynamoDb, inSeconds, item, start } from '#testing/dynamodb-builder.ts';
import { keyOf, refusal } from '#testing/dynamodb-calls.ts';
import { keyOnlyTable, mainTable } from '#testing/dynamodb-tables.ts';

const aTransaction = (TransactItems: readonly object[]): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: { 'x-amz-target': 'DynamoDB_20120810.TransactWriteItems' },
  body: Buffer.from(JSON.stringify({ TransactItems })),
  caller: { kind: 'owner' },
});

describe('what a table holds of somebody', () => {
  it('is each item with one of the texts, in any case; without a text all of them', async () => {
    const { service, put } = await aDynamoDb();
    const [anna, bela, other] = [item('a', { name: { S: 'Anna' } }), item('b', { name: { S: 'BÉLA' } }), item('c')];
    for (const one of [anna, bela, other]) await put(one);
    expect(service.itemsHolding('Main', ['aNNa', 'béla'])).toEqual([anna, bela]);
    expect(service.itemsHolding('Main', ['Cecil'])).toEqual([]);
    expect(service.itemsHolding('Main', [])).toHaveLength(3);
    expect(service.itemsHolding('Letters', [])).toEqual([]);
  });
});

describe('DynamoDB time to live', () => {
  const withTtl = { ...mainTable, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } };

  it('keeps an expired item readable until a sweep, which deletes it and no other', async () => {
    const { service, time, put, query } = await aDynamoDb();
    service.createTable(withTtl);
    await put(item('due', { expiresAt: inSeconds(start + 60_000), at: { N: '1' } }));
    await put(item('later', { expiresAt: inSeconds(start + 61_000) }));
    await put(item('never'));
    await put(item('text', { expiresAt: { S: '1' } }));
    // TTL leaves alone what expired more than five years ago.
    await put(item('ancient', { expiresAt: inSeconds(Date.parse('2020-01-01T00:00:00Z')) }));
    expect(await service.sweepExpired()).toBe(0);
    time.now += 60_000;
    expect((await query('p')).Count).toBe(5);
    expect(await service.sweepExpired()).toBe(1);
    expect((await query('p')).Items?.map(({ sk }) => sk?.S)).toEqual(['ancient', 'later', 'never', 'text']);
    expect((await query('p', { IndexName: 'byTime' })).Count).toBe(0);
  });

  it('sweeps thousands of items, and nothing where no TTL is declared', async () => {
    const { service, time, client } = await aDynamoDb();
    const expiresAt = inSeconds(start);
    for (let from = 0; from < 4500; from += 100) {
      const puts = Array.from({ length: 100 }, (_, index) => ({
        Put: { TableName: 'KeyOnly', Item: { pk: { S: `r${from + index}` }, expiresAt } },
      }));
      await client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
    }
    time.now += 1000;
    expect(await service.sweepExpired()).toBe(0);
    service.createTable({ ...keyOnlyTable, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } });
    expect(await service.sweepExpired()).toBe(4500);
  });
});

describe('DynamoDB tables', () => {
  it('keeps the items when a table is created again with another index, and fills that index', async () => {
    const { service, put, query } = await aDynamoDb();
    await put(item('a', { title: { S: 't' } }));
    const [byOwner] = mainTable.GlobalSecondaryIndexes;
    const byTitle = {
      IndexName: 'byTitle',
      KeySchema: [{ AttributeName: 'title', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    };
    service.createTable({
      ...mainTable,
      AttributeDefinitions: [...mainTable.AttributeDefinitions, { AttributeName: 'title', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [byOwner, byTitle],
      // What has no meaning here is accepted, as are the fields of a GlobalTable.
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      Replicas: [{ Region: 'eu-central-1' }],
    });
    const found = await query('t', { IndexName: 'byTitle', KeyConditionExpression: 'title = :pk' });
    expect(found.Items).toEqual([item('a', { title: { S: 't' } })]);
  });

  it('refuses a table with another key over kept items', async () => {
    const { service } = await aDynamoDb();
    expect(() => service.createTable({ ...keyOnlyTable, TableName: 'Main' })).toThrow('kept with another key');
  });

  it('takes a table by its ARN, and none of another account', async () => {
    const { client, put } = await aDynamoDb();
    await put(item('a'));
    const arn = (account: string) => `arn:aws:dynamodb:eu-central-1:${account}:table/Main`;
    const get = (account: string) => client.send(new GetItemCommand({ TableName: arn(account), Key: keyOf('p') }));
    expect((await get('000000000000')).Item).toEqual(item('a'));
    expect((await refusal(get('111111111111'))).name).toBe('ResourceNotFoundException');
    const RequestItems = { [arn('000000000000')]: { Keys: [keyOf('p')] } };
    const batch = await client.send(new BatchGetItemCommand({ RequestItems }));
    expect(batch.Responses).toEqual({ [arn('000000000000')]: [item('a')] });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'Main' }));
    expect([Table?.TableArn, Table?.ItemCount]).toEqual([arn('000000000000'), 1]);
  });

  it('does not lose index entries among thousands with one index key', async () => {
    const { client, query } = await aDynamoDb();
    const owner = { S: 'o' };
    // dynalite's own index keys (24 bits of a hash) lose one of these with a probability of about a half.
    for (let from = 0; from < 5000; from += 100) {
      const puts = Array.from({ length: 100 }, (_, index) => ({
        Put: { TableName: 'Main', Item: { ...keyOf(`i${from + index}`), owner, at: { N: '1' } } },
      }));
      await client.send(new TransactWriteItemsCommand({ TransactItems: puts }));
    }
    const onOwner = {
      IndexName: 'byOwner',
      KeyConditionExpression: '#o = :pk',
      ExpressionAttributeNames: { '#o': 'owner' },
    };
    expect((await query('o', { ...onOwner, Select: 'COUNT' })).Count).toBe(5000);
  });

  it('refuses to compare whole lists and maps, which it would compare wrongly', async () => {
    const { client } = await aDynamoDb();
    const put = new PutItemCommand({
      TableName: 'Main',
      Item: item('a'),
      ConditionExpression: 'attribute_not_exists(pk) OR parts = :parts',
      ExpressionAttributeValues: { ':parts': { M: {} } },
    });
    expect((await refusal(client.send(put))).message).toContain('not played on this machine');
  });

  it('does not know PartiQL', async () => {
    const { client } = await aDynamoDb();
    const statement = client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM Main' }));
    expect((await refusal(statement)).name).toBe('UnknownOperationException');
  });
});

describe('DynamoDB transactions', () => {
  const add = (ClientRequestToken: string) =>
    new TransactWriteItemsCommand({
      ClientRequestToken,
      TransactItems: [
        {
          Update: {
            TableName: 'Main',
            Key: keyOf('p'),
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    });

  it('forgets a client token ten minutes after its transaction, by the moved clock', async () => {
    const { client, time, get } = await aDynamoDb();
    await client.send(add('token'));
    time.now += 10 * 60_000 - 1;
    await client.send(add('token'));
    expect((await get(keyOf('p')))?.n).toEqual({ N: '1' });
    time.now += 1;
    await client.send(add('token'));
    expect((await get(keyOf('p')))?.n).toEqual({ N: '2' });
  });

  it('refuses more than 4 MB in one transaction', async () => {
    const { client, query } = await aDynamoDb();
    const puts = Array.from({ length: 11 }, (_, index) => ({
      Put: { TableName: 'Main', Item: item(String(index), { text: { S: 'x'.repeat(390 * 1024) } }) },
    }));
    const refused = await refusal(client.send(new TransactWriteItemsCommand({ TransactItems: puts })));
    expect(refused.name).toBe('ValidationException');
    expect((await query('p', { Select: 'COUNT' })).Count).toBe(0);
  });

  it('reports a cancellation by a fault as a conflict on every entry', async () => {
    const { service } = await aDynamoDb();
    const request = aTransaction([{}, {}]);
    const answer = service.failure(new AwsError('TransactionCanceledException', 'injected'), request);
    expect(JSON.parse(String(answer.body))).toMatchObject({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'TransactionConflict' }],
    });
  });

  it('reports the reasons that a fault names, and none for the other entries', async () => {
    const { service } = await aDynamoDb();
    const request = aTransaction([{}, {}, {}]);
    const error = faultError('TransactionCanceledException', { reasons: ['None', 'ThrottlingError'] });
    expect(JSON.parse(String(service.failure(error, request).body))).toMatchObject({
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ThrottlingError', Message: expect.stringContaining('exceeds the current capacity') },
        { Code: 'None' },
      ],
    });
  });
});
