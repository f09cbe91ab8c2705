import { appendFileSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { aDirectory, aDynamoDb, item } from '#testing/dynamodb-builder.ts';
import { keyOf } from '#testing/dynamodb-calls.ts';

describe('kept DynamoDB data', () => {
  const file = (directory: string) => join(directory, 'dynamodb.jsonl');
  const two = (sk: string) =>
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: 'Main', Item: item(`${sk}1`, { at: { N: '1' } }) } },
        { Put: { TableName: 'Main', Item: item(`${sk}2`) } },
      ],
    });

  it('survives a restart, with indexes and deletions, and only the owner can read it', async () => {
    const directory = aDirectory();
    const first = await aDynamoDb({ directory });
    await first.client.send(two('a'));
    await first.put(item('b'));
    await first.update(keyOf('p', 'b'), 'SET n = :n', { ExpressionAttributeValues: { ':n': { N: '1' } } });
    await first.client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: 'Main', Key: keyOf('p', 'a2') } }] }),
    );
    await first.end();
    expect(statSync(file(directory)).mode & 0o077).toBe(0);
    const second = await aDynamoDb({ directory });
    expect((await second.query('p')).Items).toEqual([item('a1', { at: { N: '1' } }), item('b', { n: { N: '1' } })]);
    expect((await second.query('p', { IndexName: 'byTime' })).Count).toBe(1);
  });

  it('is written before the answer, so it survives a host that dies', async () => {
    const directory = aDirectory();
    const { put } = await aDynamoDb({ directory });
    await put(item('a'));
    expect(readFileSync(file(directory), 'utf8')).toContain('"sk":{"S":"a"}');
  });

  it('drops a transaction that a crash cut short, and continues from there', async () => {
    const directory = aDirectory();
    const first = await aDynamoDb({ directory });
    await first.client.send(two('a'));
    await first.client.send(two('b'));
    await first.end();
    const lines = readFileSync(file(directory), 'utf8').trimEnd().split('\n');
    const last = lines.at(-1) ?? '';
    rmSync(file(directory));
    appendFileSync(file(directory), `${lines.slice(0, -1).join('\n')}\n${last.slice(0, -20)}`);
    const second = await aDynamoDb({ directory });
    expect((await second.query('p')).Items?.map(({ sk }) => sk?.S)).toEqual(['a1', 'a2']);
    await second.put(item('c'));
    await second.end();
    const third = await aDynamoDb({ directory });
    expect((await third.query('p')).Count).toBe(3);
  });

  it('refuses a file that is broken in the middle rather than lose data', async () => {
    const directory = aDirectory();
    const first = await aDynamoDb({ directory });
    await first.end();
    appendFileSync(file(directory), 'broken\n[]\n');
    await expect(aDynamoDb({ directory })).rejects.toThrow('cannot be read');
  });
});
