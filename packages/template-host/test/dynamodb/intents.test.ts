import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '#host/dynamodb/dynamodb.ts';
import { aDynamoDb, endings, item } from '#testing/dynamodb-builder.ts';
import { keyOf } from '#testing/dynamodb-calls.ts';
import { clientOf } from '#testing/dynamodb-tables.ts';
import { serveService } from '#testing/serve-service.ts';

describe('DynamoDB intents', () => {
  const resource = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Main';

  /** The permissions that the service asks for when the SDK sends `command`. */
  async function intentsOf(send: (client: DynamoDBClient) => Promise<unknown>) {
    const { service } = await aDynamoDb();
    const asked: unknown[] = [];
    const intents: DynamoDb['intents'] = (request) => {
      asked.push(...service.intents(request));
      return [];
    };
    const { url, close } = await serveService({ ...service, intents });
    const client = clientOf(url);
    endings.push(close, () => client.destroy());
    await send(client).catch(() => {});
    return asked;
  }

  const leading = (...keys: string[]) => ({ 'dynamodb:LeadingKeys': keys });

  it('of a single call are on its table, with the partition key', async () => {
    const put = new PutItemCommand({ TableName: resource, Item: item('a') });
    expect(await intentsOf((client) => client.send(put))).toEqual([
      { action: 'dynamodb:PutItem', resource, context: leading('p') },
    ]);
  });

  it('of a query are on the index that it reads', async () => {
    const query = (IndexName?: string) =>
      new QueryCommand({
        TableName: 'Main',
        ...(IndexName && { IndexName }),
        KeyConditionExpression: '#k = :k',
        ExpressionAttributeNames: { '#k': IndexName ? 'owner' : 'pk' },
        ExpressionAttributeValues: { ':k': { S: 'x' } },
      });
    expect(await intentsOf((client) => client.send(query('byOwner')))).toEqual([
      { action: 'dynamodb:Query', resource: `${resource}/index/byOwner`, context: leading('x') },
    ]);
    expect(await intentsOf((client) => client.send(query()))).toEqual([
      { action: 'dynamodb:Query', resource, context: leading('x') },
    ]);
  });

  it('of a transaction are the actions of its entries, not the transaction', async () => {
    const check = { TableName: 'Main', Key: keyOf('q'), ConditionExpression: 'attribute_exists(pk)' };
    const command = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: 'Main', Item: item('a') } },
        { Put: { TableName: 'Main', Item: keyOf('r') } },
        { ConditionCheck: check },
        { Delete: { TableName: 'KeyOnly', Key: { pk: { S: 'd' } } } },
      ],
    });
    const within = { 'dynamodb:EnclosingOperation': ['TransactWriteItems'] };
    expect(await intentsOf((client) => client.send(command))).toEqual([
      { action: 'dynamodb:PutItem', resource, context: { ...within, ...leading('p', 'r') } },
      { action: 'dynamodb:ConditionCheckItem', resource, context: { ...within, ...leading('q') } },
      {
        action: 'dynamodb:DeleteItem',
        resource: resource.replace('Main', 'KeyOnly'),
        context: { ...within, ...leading('d') },
      },
    ]);
  });

  it('of a batch are the action of the batch, once for each table', async () => {
    const command = new BatchGetItemCommand({
      RequestItems: { Main: { Keys: [keyOf('p', 'a'), keyOf('p', 'b'), keyOf('q')] } },
    });
    expect(await intentsOf((client) => client.send(command))).toEqual([
      { action: 'dynamodb:BatchGetItem', resource, context: leading('p', 'q') },
    ]);
  });
});
