import { describe, expect, it } from 'vitest';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type HandOn, Postponed, queueWorker } from '#shared/platform/runtime/queue-worker.ts';
import { TableBusy } from '#shared/platform/tables/table-busy.ts';

const deliver = (process: () => Promise<string>, handOn: HandOn, options?: { readonly handsOnAll?: boolean }) =>
  queueWorker(
    'work-recoveries',
    process,
    handOn,
    options,
  )({
    Records: [
      {
        messageId: 'm-1',
        receiptHandle: 'r',
        body: 'the body',
        attributes: {
          ApproximateReceiveCount: '1',
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
async function endWith(error: Error, options?: { readonly handsOnAll?: boolean }) {
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
