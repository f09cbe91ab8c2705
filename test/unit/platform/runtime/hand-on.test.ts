import { describe, expect, it } from 'vitest';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type HandOn, type NoteParked, Postponed, queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';

type Options = { readonly handsOnAll?: boolean; readonly noteParked?: NoteParked; readonly receives?: number };

const deliver = (
  process: () => Promise<string>,
  handOn: HandOn,
  { noteParked = async () => {}, receives = 1, ...options }: Options = {},
) =>
  queueWorker(
    'work-recoveries',
    process,
    { handOn, noteParked },
    options,
  )({
    Records: [
      {
        messageId: 'm-1',
        receiptHandle: 'r',
        body: 'the body',
        attributes: {
          ApproximateReceiveCount: String(receives),
          SentTimestamp: '0',
          SenderId: 's',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn',
        awsRegion: 'eu-central-1',
      },
    ],
  });
const returned = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };
const taken = { batchItemFailures: [] };

/** What a worker does with a message that ends so: its answer to the queue, and what it sent to the queue again. */
async function endWith(error: Error, options?: Options) {
  const sent: string[] = [];
  const answer = await deliver(
    () => Promise.reject(error),
    async (body) => void sent.push(body),
    options,
  );
  return { answer, sent };
}

const busyTable = new TableBusy(new Error('ThrottlingException'));
const busyPool = new DomainError('busy', {}, { retryAfterSeconds: 2 });

describe('R5.1a a queue worker', () => {
  it.each([
    ['a table that throttles', busyTable],
    ['a table that throttles, named by the worker', new Postponed('table-busy', { cause: busyTable })],
    ['a pool that throttles', new Postponed('pool-busy', { cause: busyPool })],
  ])('hands a message on as a new one that met %s, which costs no receive', async (_what, error) => {
    expect(await endWith(error)).toEqual({ answer: taken, sent: ['the body'] });
  });

  it('returns what waits for something else, unless the whole work takes many receives', async () => {
    const held = new Postponed('lease-held');
    expect(await endWith(held)).toEqual({ answer: returned, sent: [] });
    expect(await endWith(held, { handsOnAll: true })).toEqual({ answer: taken, sent: ['the body'] });
  });

  it('returns it to the queue when it cannot be handed on', async () => {
    const noQueue = () => Promise.reject(new Error('no queue'));
    expect(await deliver(() => Promise.reject(busyTable), noQueue)).toEqual(returned);
  });

  it('returns a message that failed, and hands on neither that nor one that is done', async () => {
    expect(await endWith(new Error('broken'), { handsOnAll: true })).toEqual({ answer: returned, sent: [] });
    expect(await endWith(new DomainError('weak-password'))).toEqual({ answer: returned, sent: [] });
    const sent: string[] = [];
    expect(
      await deliver(
        async () => 'done',
        async (body) => void sent.push(body),
      ),
    ).toEqual(taken);
    expect(sent).toEqual([]);
  });
});

describe('R12.3 the last failure of a message', () => {
  const noting = async (error: Error, receives: number) => {
    const notes: unknown[] = [];
    const { answer } = await endWith(error, {
      receives,
      noteParked: async (messageId, why) => void notes.push([messageId, why]),
    });
    expect(answer).toEqual(returned);
    return notes;
  };

  it('is noted for the operator, as the message is parked then; earlier ones are not', async () => {
    const broken = Object.assign(new TypeError('secret'), { code: 'ECONNRESET' });
    expect(await noting(broken, 10)).toMatchObject([['m-1', { error: 'TypeError', code: 'ECONNRESET' }]]);
    expect(JSON.stringify(await noting(broken, 10))).not.toContain('secret');
    expect(await noting(new Postponed('lease-held'), 10)).toEqual([['m-1', { reason: 'lease-held' }]]);
    expect(await noting(broken, 9)).toEqual([]);
  });

  it('parks the message also if it cannot be noted', async () => {
    const noTable = () => Promise.reject(new Error('no table'));
    expect((await endWith(new Error('broken'), { receives: 10, noteParked: noTable })).answer).toEqual(returned);
  });
});
