import { describe, expect, it } from 'vitest';
import { uploadWorker } from '#shared/platform/runtime/queue-worker.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { byTheClock } from '#shared/platform/runtime/scheduled-run.ts';
import { writtenLog } from '#test/support/written-log.ts';

/** A worker that is given these messages; which of them return to the queue, and what it worked on. */
async function work(...bodies: string[]) {
  const worked: UploadedObject[] = [];
  const log = writtenLog();
  const handler = uploadWorker('deliver-document', async (object) => {
    worked.push(object);
    return 'announced';
  });
  const records = bodies.map((body, at) => ({
    messageId: `m-${at}`,
    body,
    attributes: { ApproximateReceiveCount: '1' },
  }));
  const event = { Records: records };
  // @ts-expect-error: SQS sends more than the worker reads.
  const { batchItemFailures } = await handler(event);
  return { worked, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier), lines: log.lines() };
}

const testEvent = JSON.stringify({
  ...{ Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2027-01-31T10:00:00.000Z', Bucket: 'documents' },
  ...{ RequestId: '5582815E1AEA5ADF', HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE' },
});

describe("a worker on S3's messages", () => {
  it('R15.1 names the message by which S3 tries the queue, and is done with it', async () => {
    const { worked, failed, lines } = await work(testEvent);
    expect([worked, failed]).toEqual([[], []]);
    expect(lines).toMatchObject([{ level: 'info', message: 'message', outcome: 'test-event' }]);
  });

  it('names a message that is about no upload', async () => {
    const { lines } = await work(JSON.stringify({ Records: [] }));
    expect(lines).toMatchObject([{ level: 'info', outcome: 'nothing-created' }]);
  });

  it('returns what S3 did not write to the queue', async () => {
    const { failed, lines } = await work('nonsense');
    expect(failed).toEqual(['m-0']);
    expect(lines).toMatchObject([{ level: 'error', outcome: 'failed' }]);
  });
});

describe('a function that has a schedule beside its events', () => {
  const handler = byTheClock(
    async () => undefined,
    async ({ source = 'queue' }: { source?: string }) => `worked on ${source}`,
  );

  it.each([
    [{ source: 'aws.events' }, undefined],
    [{ source: 'aws.sqs' }, 'worked on aws.sqs'],
    [{}, 'worked on queue'],
  ])('%o: %s', async (event, answer) => {
    expect(await handler(event)).toBe(answer);
  });
});
