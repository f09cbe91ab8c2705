import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerError } from '#shared/platform/http/problem.ts';
import { passTime } from './pass-time.ts';
import { type ScriptedAnswer, scriptedDynamo } from './scripted-dynamo.ts';

const put = new PutItemCommand({ TableName: 'Portal', Item: { pk: { S: 'a' }, sk: { S: 'b' } } });

/** How a write ended and how many calls it took; pauses take no time. */
async function write(...answers: readonly ScriptedAnswer[]) {
  const { client, calls } = scriptedDynamo(...answers);
  const startedAt = Date.now();
  const ended = await passTime(client.send(put).then(() => 'written'));
  return { ended, calls: calls(), pausedMs: Date.now() - startedAt };
}

describe('the DynamoDB client of every function', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('retries a single write that meets a transaction, more often than three times', async () => {
    const { ended, calls } = await write(...Array<string>(6).fill('TransactionConflictException'), undefined);
    expect({ ended, calls }).toEqual({ ended: 'written', calls: 7 });
  });

  it('counts throttles apart, with three tries', async () => {
    const conflict = 'TransactionConflictException';
    const through = await write(conflict, 'ThrottlingException', conflict, 'ThrottlingException', conflict, undefined);
    expect(through).toMatchObject({ ended: 'written', calls: 6 });
    expect(await write('ThrottlingException')).toMatchObject({ ended: { name: 'TableBusy' }, calls: 3 });
  });

  it('gives up a conflict that does not end within four seconds', async () => {
    const { ended, calls, pausedMs } = await write('TransactionConflictException');
    expect(ended).toMatchObject({ name: 'TableBusy', cause: { name: 'TransactionConflictException' } });
    expect(calls).toBeGreaterThan(8);
    expect(pausedMs).toBeLessThan(4_000);
  });

  it.each([
    'TransactionConflictException',
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
  ])('R12.2 %s to the end is a 503 with Retry-After, not a 500', async (name) => {
    const { ended } = await write(name);
    expect(answerError(ended)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
  });

  it('throws a failed condition at once', async () => {
    const { ended, calls } = await write('ConditionalCheckFailedException');
    expect(ended).toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(calls).toBe(1);
  });
});
