import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerError } from '#shared/platform/http/problem.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { passTime } from './pass-time.ts';
import { type ScriptedAnswer, scriptedDynamo } from './scripted-dynamo.ts';

const item = (pk: string): TransactWriteItem => ({
  Put: { TableName: 'Portal', Item: { pk: { S: pk }, sk: { S: 'x' } } },
});

/** The result of `work` on a table with these answers, and the number of transactions; pauses take no time. */
async function run<T>(answers: readonly ScriptedAnswer[], work: (client: Scripted) => Promise<T>) {
  const { client, calls } = scriptedDynamo(...answers);
  const ended = await passTime(work(client));
  return { ended, calls: calls() };
}
type Scripted = ReturnType<typeof scriptedDynamo>['client'];

const two = (client: Scripted) => transact(client, { first: item('a'), second: item('b') });

describe('transact', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a failed condition counts only without a conflict beside it', async () => {
    const twin = ['ConditionalCheckFailed', 'TransactionConflict'];
    expect(await run([twin, undefined], two)).toEqual({ ended: { done: true }, calls: 2 });
    const settled = ['ConditionalCheckFailed', 'None'];
    expect(await run([twin, settled], two)).toEqual({ ended: { done: false, failed: new Set(['first']) }, calls: 2 });
  });

  it.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded'])(
    'retries a transaction that is cancelled for %s, which the SDK does not',
    async (reason) => {
      expect(await run([['None', reason], [reason, 'None'], undefined], two)).toEqual({
        ended: { done: true },
        calls: 3,
      });
    },
  );

  it.each(['ThrottlingError', 'TransactionConflict'])(
    'R12.2 %s at every try is a 503 with Retry-After, not a 500',
    async (reason) => {
      const { ended, calls } = await run([['None', reason]], two);
      expect(ended).toMatchObject({ name: 'TableBusy', cause: { name: 'TransactionCanceledException' } });
      expect(answerError(ended)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '2' } });
      expect(calls).toBeGreaterThan(4);
    },
  );

  it('throws for any other reason', async () => {
    const { ended, calls } = await run([['ValidationError', 'None']], two);
    expect(ended).toMatchObject({ name: 'TransactionCanceledException' });
    expect(calls).toBe(1);
  });

  it('names the parts that failed, however many items each has', async () => {
    const parts = { account: item('a'), claims: [item('b'), item('c')], none: [], mail: item('d') };
    const named = (client: Scripted) => transact(client, parts);
    expect(await run([['None', 'None', 'ConditionalCheckFailed', 'ConditionalCheckFailed']], named)).toEqual({
      ended: { done: false, failed: new Set(['claims', 'mail']) },
      calls: 1,
    });
    expect(await run([undefined], named)).toEqual({ ended: { done: true }, calls: 1 });
  });
});
