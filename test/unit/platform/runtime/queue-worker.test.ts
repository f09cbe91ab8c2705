import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventWorker, uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import { writeS3Event } from '#shared/platform/runtime/s3-event.ts';
import { writtenLog } from '#test/support/written-log.ts';

const lines = v.tuple([v.object({ level: v.string(), outcome: v.string() })]);

const anSqsEvent = (body: string) => ({
  Records: [
    {
      ...{ messageId: 'm-1', receiptHandle: 'r', body, messageAttributes: {}, md5OfBody: '' },
      ...{
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:q',
        awsRegion: 'eu-central-1',
      },
      attributes: {
        ...{ ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 's', ApproximateFirstReceiveTimestamp: '0' },
      },
    },
  ],
});

/** What the worker wrote to the log, whether the message returns to the queue, and what was worked on. */
async function work(kind: 'event' | 'upload', body: string) {
  const log = writtenLog();
  const worked: unknown[] = [];
  const note = async (what: unknown) => {
    worked.push(what);
    return 'worked';
  };
  const never = () => Promise.reject(new Error('nothing is handed on'));
  const queue = { handOn: never, noteParked: never };
  const worker = kind === 'event' ? eventWorker('w', note, queue) : uploadWorker('w', note, queue);
  const { batchItemFailures } = await worker(anSqsEvent(body));
  const [{ level, outcome }] = v.parse(lines, log.lines());
  expect(level).toBe(outcome === 'failed' ? 'error' : 'info');
  return { outcome, returns: batchItemFailures.length > 0, worked };
}

describe('R5.2, R10.2 what a messaging service reports', () => {
  it('R12.3 a text that is no JSON is logged and dropped: SES tries a topic with one', async () => {
    const { outcome, returns, worked } = await work(
      'event',
      'Successfully validated SNS topic for Amazon SES event publishing.',
    );
    expect([outcome, returns, worked]).toEqual(['no-json', false, []]);
  });

  it('any JSON is worked on', async () =>
    expect(await work('event', '{}')).toEqual({ outcome: 'worked', returns: false, worked: ['{}'] }));
});

describe('R5.1 what S3 reports', () => {
  // "Notification content structure" in S3's user guide.
  const testEvent = {
    ...{ Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2027-01-31T12:00:00.000Z', Bucket: 'documents' },
    ...{ RequestId: '5582815E1AEA5ADF', HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE' },
  };

  it('the message that tries the queue has an outcome of its own in the log', async () =>
    expect(await work('upload', JSON.stringify(testEvent))).toEqual({
      outcome: 'test-event',
      returns: false,
      worked: [],
    }));

  it('an uploaded object is worked on', async () => {
    const object = { bucket: 'b', key: 'documents/P 1/ő.pdf', versionId: 'v', size: 3, uploadedAt: new Date(0) };
    const { outcome, worked } = await work('upload', writeS3Event(object));
    expect([outcome, worked]).toEqual(['worked', [object]]);
  });

  it('events of other kinds name no upload', async () =>
    expect(await work('upload', '{"Records":[]}')).toMatchObject({ outcome: 'nothing-created', returns: false }));

  it.each(['no event', '{}', '{"Event":"s3:OtherEvent"}'])(
    'R12.3 %s goes back and is parked: a document may be behind it',
    async (body) => expect(await work('upload', body)).toMatchObject({ outcome: 'failed', returns: true, worked: [] }),
  );
});
