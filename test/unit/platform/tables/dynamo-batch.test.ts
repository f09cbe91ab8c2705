import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerError } from '#shared/platform/http/problem.ts';
import { deleteBatch, getBatch } from '#shared/platform/tables/dynamo-batch.ts';
import { passTime } from './pass-time.ts';
import { scriptedDynamo } from './scripted-dynamo.ts';

const keyOf = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });
const keys = ['a', 'b'].map((pk) => ({ pk, sk: 'x' }));
const leavingKeys = (...pks: string[]) => ({
  ok: {
    Responses: { Portal: ['a', 'b'].filter((pk) => !pks.includes(pk)).map(keyOf) },
    UnprocessedKeys: { Portal: { Keys: pks.map(keyOf) } },
  },
});
const leavingItem = { ok: { UnprocessedItems: { Portal: [{ DeleteRequest: { Key: keyOf('b') } }] } } };

describe('batches', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('read again the keys that a throttled table leaves', async () => {
    const { client, calls } = scriptedDynamo(leavingKeys('b'), 'ThrottlingException', {
      ok: { Responses: { Portal: [keyOf('b')] }, UnprocessedKeys: {} },
    });
    expect(await passTime(getBatch(client, 'Portal', keys))).toEqual([keyOf('a'), keyOf('b')]);
    expect(calls()).toBe(3);
  });

  it('delete again the items that a throttled table leaves', async () => {
    const { client, calls } = scriptedDynamo(leavingItem, leavingItem, undefined);
    expect(await passTime(deleteBatch(client, 'Portal', keys))).toBeUndefined();
    expect(calls()).toBe(3);
  });

  it('take any number of keys: a hundred a read, 25 a deletion', async () => {
    const many = Array.from({ length: 250 }, (_, at) => ({ pk: String(at), sk: 'x' }));
    const read = scriptedDynamo({ ok: { Responses: { Portal: [keyOf('a')] } } });
    expect(await passTime(getBatch(read.client, 'Portal', many))).toHaveLength(3);
    const deleted = scriptedDynamo(undefined);
    await passTime(deleteBatch(deleted.client, 'Portal', many));
    expect([read.calls(), deleted.calls()]).toEqual([3, 10]);
    expect(await getBatch(read.client, 'Portal', [])).toEqual([]);
    expect(read.calls()).toBe(3);
  });

  it('R12.2 end with 503 and Retry-After, not with 500, when the table goes on leaving some', async () => {
    const busy = { statusCode: 503, headers: { 'retry-after': '2' } };
    const read = await passTime(getBatch(scriptedDynamo(leavingKeys('b')).client, 'Portal', keys));
    expect(answerError(read)).toMatchObject(busy);
    const deleted = await passTime(deleteBatch(scriptedDynamo(leavingItem).client, 'Portal', keys));
    expect(answerError(deleted)).toMatchObject(busy);
  });
});
