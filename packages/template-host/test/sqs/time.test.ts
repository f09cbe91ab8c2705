import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, createClock } from '#host/clock.ts';
import { toLambdaRecord } from '#host/sqs/lambda-record.ts';
import { createSqs, type Sqs } from '#host/sqs/sqs.ts';
import { aQueue } from '#testing/sqs-queue-builder.ts';

const dead = aQueue('dead');
const work = aQueue('work', { deadLetter: 'dead' });

const startSqs = async (clock: Clock, directory?: string) => {
  const sqs = await createSqs({ clock, ...(directory === undefined ? {} : { directory }) });
  sqs.createQueue(dead);
  sqs.createQueue(work);
  return sqs;
};

describe('time in a queue', () => {
  let clock: Clock;
  let sqs: Sqs;
  beforeEach(async () => {
    clock = createClock();
    sqs = await startSqs(clock);
  });
  afterEach(async () => {
    await sqs.close();
    clock.stop();
  });

  const bodies = async (max = 10) => (await sqs.receive(work.arn, { max })).map(({ Body }) => Body);

  it('shows a received message again when the clock passes its visibility time-out', async () => {
    sqs.sendMessage(work.arn, 'a');
    expect(await bodies()).toEqual(['a']);
    await clock.advance(29_000);
    expect(await bodies()).toEqual([]);
    await clock.advance(2_000);
    const [again] = await sqs.receive(work.arn, { max: 1 });
    expect(again?.Attributes.ApproximateReceiveCount).toBe('2');
  });

  it('wakes a waiting receive as soon as the clock is moved past the time-out', async () => {
    sqs.sendMessage(work.arn, 'a');
    await bodies();
    const waited = sqs.waitForMessages(work.arn);
    await clock.advance(31_000);
    await waited;
    expect(sqs.depth(work.arn)).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('lets a wait be cancelled, and ends it when the service closes', async () => {
    const cancel = new AbortController();
    const cancelled = sqs.waitForMessages(work.arn, cancel.signal);
    cancel.abort(new Error('no longer'));
    await expect(cancelled).rejects.toThrow('no longer');
    const closed = expect(sqs.waitForMessages(work.arn)).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    await sqs.close();
    await closed;
  });

  it('ignores an older receipt once the message was received again', async () => {
    sqs.sendMessage(work.arn, 'a');
    const [first] = await sqs.receive(work.arn, { max: 1 });
    await clock.advance(31_000);
    const [second] = await sqs.receive(work.arn, { max: 1 });
    sqs.deleteMessage(work.arn, first?.ReceiptHandle ?? '');
    expect(sqs.depth(work.arn).inFlight).toBe(1);
    sqs.deleteMessage(work.arn, second?.ReceiptHandle ?? '');
    expect(sqs.depth(work.arn).inFlight).toBe(0);
  });

  it('counts a changed visibility time-out from the change on', async () => {
    sqs.sendMessage(work.arn, 'a');
    const [received] = await sqs.receive(work.arn, { max: 1 });
    await clock.advance(20_000);
    sqs.changeVisibility(work.arn, received?.ReceiptHandle ?? '', 60);
    await clock.advance(50_000);
    expect(sqs.depth(work.arn)).toMatchObject({ visible: 0, inFlight: 1 });
    await clock.advance(11_000);
    expect(sqs.depth(work.arn)).toMatchObject({ visible: 1, inFlight: 0 });
  });

  it('moves a message to the dead-letter queue once it was received maxReceiveCount times', async () => {
    sqs.sendMessage(work.arn, 'poison');
    for (let round = 0; round < 3; round += 1) {
      expect(await bodies()).toEqual(['poison']);
      await clock.advance(31_000);
    }
    expect(await bodies()).toEqual([]);
    expect(sqs.depth(work.arn)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    const [moved] = await sqs.receive(dead.arn, { max: 1 });
    expect(moved).toMatchObject({ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: work.arn } });
  });

  it('forgets a message when its retention is over, also one in flight', async () => {
    sqs.sendMessage(work.arn, 'old');
    await clock.advance(3 * 24 * 3600_000);
    sqs.sendMessage(work.arn, 'young');
    await bodies(1);
    await clock.advance(25 * 3600_000);
    expect(await bodies()).toEqual(['young']);
  });

  it('follows the clock back when it is reset, so that nothing stays hidden for a day', async () => {
    await clock.advance(24 * 3600_000);
    sqs.sendMessage(work.arn, 'a');
    await bodies();
    clock.reset();
    sqs.clockWasReset();
    expect(sqs.depth(work.arn)).toMatchObject({ visible: 0, inFlight: 1 });
    await clock.advance(31_000);
    expect(sqs.depth(work.arn)).toMatchObject({ visible: 1, inFlight: 0 });
  });

  it('becomes a record of a function event with attributes in lower case', async () => {
    sqs.sendMessage(work.arn, '{}', { kind: { DataType: 'String', StringValue: 'x' } });
    const [received] = await sqs.receive(work.arn, { max: 1 });
    expect(received && toLambdaRecord(received, work.arn)).toMatchObject({
      messageId: received?.MessageId,
      receiptHandle: received?.ReceiptHandle,
      body: '{}',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: { kind: { dataType: 'String', stringValue: 'x' } },
      eventSource: 'aws:sqs',
      eventSourceARN: work.arn,
    });
  });

  it('refuses FIFO queues with an error', () => {
    expect(() => sqs.createQueue(aQueue('orders', { fifo: true }))).toThrow('FIFO');
  });

  it('stays quick with 20,000 messages', async () => {
    const count = 20_000;
    for (let index = 0; index < count; index += 1) sqs.sendMessage(work.arn, String(index));
    const started = performance.now();
    const seen: string[] = [];
    for (
      let batch = await sqs.receive(work.arn, { max: 10 });
      batch.length > 0;
      batch = await sqs.receive(work.arn, { max: 10 })
    ) {
      for (const { Body, ReceiptHandle } of batch) {
        seen.push(Body);
        sqs.deleteMessage(work.arn, ReceiptHandle);
      }
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => String(index)));
    // About 0.2 s; a scan for each receive takes minutes.
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

describe('a queue kept across restarts', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sqs-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('loses nothing: visible, in flight and delayed messages come back, the hidden ones hidden', async () => {
    const clock = createClock();
    const before = await startSqs(clock, directory);
    before.sendMessage(work.arn, 'first');
    before.sendMessage(work.arn, 'second');
    const [first] = await before.receive(work.arn, { max: 1 });
    await before.close();

    const after = await startSqs(clock, directory);
    expect(after.depth(work.arn)).toEqual({ visible: 1, inFlight: 1, delayed: 0 });
    after.deleteMessage(work.arn, first?.ReceiptHandle ?? '');
    expect((await after.receive(work.arn, { max: 10 })).map(({ Body }) => Body)).toEqual(['second']);
    await after.close();
    clock.stop();
  });

  it('keeps the messages of a queue that this run has not created yet', async () => {
    const clock = createClock();
    const first = await startSqs(clock, directory);
    first.sendMessage(work.arn, 'kept');
    await first.close();
    const second = await createSqs({ clock, directory });
    second.createQueue(dead);
    second.sendMessage(dead.arn, 'other');
    await second.close();
    const third = await startSqs(clock, directory);
    expect(third.depth(work.arn).visible).toBe(1);
    await third.close();
    clock.stop();
  });

  it('writes soon after a change, for the owner of the machine only', async () => {
    const clock = createClock();
    const sqs = await startSqs(clock, directory);
    sqs.sendMessage(work.arn, 'written');
    const path = join(directory, 'sqs.jsonl');
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('written');
    expect((await stat(path)).mode & 0o077).toBe(0);
    await sqs.close();
    clock.stop();
  });

  it('refuses to start over a state it cannot read', async () => {
    await writeFile(join(directory, 'sqs.jsonl'), '{"queues":7}\n');
    await expect(createSqs({ clock: createClock(), directory })).rejects.toThrow();
  });
});
