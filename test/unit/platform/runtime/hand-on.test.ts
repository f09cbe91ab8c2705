import { describe, expect, it } from 'vitest';
import { type HandOn, Postponed, queueWorker } from '#shared/platform/runtime/queue-worker.ts';

const deliver = (process: () => Promise<string>, handOn?: HandOn) =>
  queueWorker(
    'import-registry',
    process,
    handOn,
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
const postponed = () => Promise.reject(new Postponed('time-over'));
const returned = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };

describe('a queue worker', () => {
  it('hands a postponed message on as a new one, which costs no receive', async () => {
    const handedOn: string[] = [];
    const handOn = async (body: string) => void handedOn.push(body);
    expect(await deliver(postponed, handOn)).toEqual({ batchItemFailures: [] });
    expect(handedOn).toEqual(['the body']);
  });

  it('returns it to the queue when it cannot be handed on, or when the worker hands nothing on', async () => {
    expect(await deliver(postponed, () => Promise.reject(new Error('no queue')))).toEqual(returned);
    expect(await deliver(postponed)).toEqual(returned);
  });

  it('returns a message that failed, and hands on neither that nor one that is done', async () => {
    const handedOn: string[] = [];
    const handOn = async (body: string) => void handedOn.push(body);
    expect(await deliver(() => Promise.reject(new Error('broken')), handOn)).toEqual(returned);
    expect(await deliver(async () => 'done', handOn)).toEqual({ batchItemFailures: [] });
    expect(handedOn).toEqual([]);
  });
});
