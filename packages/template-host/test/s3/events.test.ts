import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClock } from '#host/clock.ts';
import { createS3 } from '#host/s3/s3.ts';
import { aDirectory, bucketName as Bucket, refusal, startS3 } from '#testing/s3-start.ts';

const day = 24 * 60 * 60 * 1000;

describe('events', () => {
  it('a put sends the record AWS sends: encoded key, size, ETag, version, time of the clock', async () => {
    const { client, events, clock } = await startS3();
    await clock.advance(400 * day);
    const Key = `documents/P 12+3/árvíz (1)'s 100%.pdf`;
    const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: 'abc' }));
    const [event] = events;
    expect([event?.bucket, event?.eventName]).toEqual([Bucket, 'ObjectCreated:Put']);
    expect(event?.record).toMatchObject({
      eventVersion: expect.stringMatching(/^2\.\d+$/),
      eventSource: 'aws:s3',
      awsRegion: 'eu-central-1',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
        object: {
          key: 'documents/P+12%2B3/%C3%A1rv%C3%ADz+%281%29%27s+100%25.pdf',
          size: 3,
          eTag: '900150983cd24fb0d6963f7d28e17f72',
          versionId: put.VersionId,
          sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        },
      },
    });
    expect(Math.abs(Date.parse(event?.record.eventTime ?? '') - clock.now())).toBeLessThan(5000);
  });

  it('copies, markers and removals have their own names; sequencers grow even when the clock goes back', async () => {
    const { client, events, clock } = await startS3();
    await clock.advance(day);
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    clock.reset();
    await client.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: `${Bucket}/a` }));
    const marker = await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a', VersionId }] } }));
    expect(events.map((event) => event.eventName)).toEqual([
      'ObjectCreated:Put',
      'ObjectCreated:Copy',
      'ObjectRemoved:DeleteMarkerCreated',
      'ObjectRemoved:Delete',
    ]);
    expect(events[2]?.record.s3.object.versionId).toBe(marker.VersionId);
    expect(events[3]?.record.s3.object).toMatchObject({ key: 'a', versionId: VersionId });
    expect(events[3]?.record.s3.object.size).toBeUndefined();
    const sequencers = events.map((event) => event.record.s3.object.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].toSorted());
  });

  it('an object without versions has no versionId in its event', async () => {
    const { client, events } = await startS3({ versioned: false });
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    expect(events[0]?.record.s3.object).not.toHaveProperty('versionId');
  });
});

describe('a restart with the same directory', () => {
  it('has every object, version, marker and open upload, and no file left over', async () => {
    const directory = await aDirectory();
    const before = await startS3({ directory });
    const first = await before.client.send(
      new PutObjectCommand({
        Bucket,
        Key: 'á',
        Body: 'one',
        Metadata: { kind: 'policy' },
        ContentType: 'application/pdf',
      }),
    );
    await before.client.send(new PutObjectCommand({ Bucket, Key: 'á', Body: 'two' }));
    await before.client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
    await before.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    const { VersionId } = await before.s3
      .put(Bucket, 'removed', Buffer.from('x'))
      .then((put) => ({ VersionId: put.versionId }));
    await before.client.send(new DeleteObjectCommand({ Bucket, Key: 'removed', VersionId }));
    const { UploadId } = await before.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
    const upload = { Bucket, Key: 'parts', UploadId };
    const { ETag } = await before.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'part' }));
    const listedBefore = await before.client.send(new ListObjectVersionsCommand({ Bucket }));
    await before.clock.advance(day);
    const last = await before.s3.put(Bucket, 'removed', Buffer.from('x'));
    await before.client.send(new DeleteObjectCommand({ Bucket, Key: 'removed', VersionId: last.versionId }));
    const sequencer = before.events.at(-1)?.record.s3.object.sequencer ?? '';
    expect(await readdir(join(directory, 'blobs'))).toHaveLength(4);
    await before.stop();
    // What a crash leaves: a torn line and bytes that no line names.
    await appendFile(join(directory, 's3.jsonl'), '{"change":"put","buck');
    await appendFile(join(directory, 'blobs', 'orphan'), 'x');

    const after = await startS3({ directory });
    const listedAfter = await after.client.send(new ListObjectVersionsCommand({ Bucket }));
    const old = await after.client.send(new GetObjectCommand({ Bucket, Key: 'á', VersionId: first.VersionId }));
    expect([listedAfter.Versions, listedAfter.DeleteMarkers]).toEqual([
      listedBefore.Versions,
      listedBefore.DeleteMarkers,
    ]);
    expect([old.Metadata, old.ContentType, await old.Body?.transformToString()]).toEqual([
      { kind: 'policy' },
      'application/pdf',
      'one',
    ]);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await after.client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    expect((after.events[0]?.record.s3.object.sequencer ?? '') > sequencer).toBe(true);
    await after.stop();
    expect(await readdir(join(directory, 'blobs'))).toHaveLength(4);

    const again = await startS3({ directory });
    const completed = await again.client.send(new GetObjectCommand({ Bucket, Key: 'parts' }));
    expect(await completed.Body?.transformToString()).toBe('part');
  });
});

describe('what the host itself does', () => {
  it('puts and reads current objects, with their headers', async () => {
    const { s3, client, events } = await startS3();
    await s3.put(Bucket, 'index.html', Buffer.from('<p>'), { contentType: 'text/html', cacheControl: 'no-cache' });
    const object = await s3.read(Bucket, 'index.html');
    expect(object?.headers).toMatchObject({ 'content-type': 'text/html', 'cache-control': 'no-cache' });
    expect([object?.size, object && (await text(object.body))]).toEqual([3, '<p>']);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'index.html' }));
    expect(await s3.read(Bucket, 'index.html')).toBeUndefined();
    expect(await s3.read('nowhere', 'index.html')).toBeUndefined();
    expect(events).toHaveLength(2);
  });

  it('lifecycle covers what is 400 days old with a marker, and removes it 400 days later; other prefixes stay', async () => {
    const lifecycle = [{ prefix: 'documents/', expirationDays: 400, noncurrentDays: 400 }];
    const { s3, client, clock } = await startS3({ lifecycle });
    const { versionId: VersionId } = await s3.put(Bucket, 'documents/a', Buffer.from('x'));
    await s3.put(Bucket, 'changes/a', Buffer.from('x'));
    const get = (version?: string) =>
      client.send(new GetObjectCommand({ Bucket, Key: 'documents/a', VersionId: version }));
    await clock.advance(399 * day);
    expect(await s3.expire(clock.now())).toBe(0);
    await clock.advance(2 * day);
    expect(await s3.expire(clock.now())).toBe(1);
    expect(await refusal(get())).toBe('404 NoSuchKey');
    expect(await (await get(VersionId)).Body?.transformToString()).toBe('x');
    await clock.advance(2 * day);
    expect(await s3.expire(clock.now())).toBe(0);
    await clock.advance(400 * day);
    // The version, and the marker that then covers nothing.
    expect(await s3.expire(clock.now())).toBe(2);
    expect(await refusal(get(VersionId))).toBe('404 NoSuchVersion');
    const { Versions, DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect([Versions?.map(({ Key }) => Key), DeleteMarkers]).toEqual([['changes/a'], undefined]);
    expect(await s3.read(Bucket, 'changes/a')).toBeDefined();
  });

  it('a delete marker stays while it covers a version, and until it is old enough itself', async () => {
    const lifecycle = [{ prefix: '', expirationDays: 10 }];
    const { s3, client, clock } = await startS3({ lifecycle });
    await s3.put(Bucket, 'covering', Buffer.from('x'));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'covering' }));
    const { VersionId } = await client.send(new DeleteObjectCommand({ Bucket, Key: 'lone' }));
    const markers = async () =>
      (await client.send(new ListObjectVersionsCommand({ Bucket }))).DeleteMarkers?.map(({ Key }) => Key);
    await clock.advance(9 * day);
    expect(await s3.expire(clock.now())).toBe(0);
    await clock.advance(2 * day);
    expect(await s3.expire(clock.now())).toBe(1);
    expect([await markers(), VersionId === undefined]).toEqual([['covering'], false]);
  });

  it('a delete marker that covers nothing goes at once where the rule says so', async () => {
    const lifecycle = [{ prefix: 'a/', noncurrentDays: 1 }, { removesLoneMarkers: true }];
    const { s3, client, clock } = await startS3({ lifecycle });
    for (const Key of ['a/file', 'b/file']) {
      await s3.put(Bucket, Key, Buffer.from('x'));
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    }
    expect(await s3.expire(clock.now())).toBe(0);
    await clock.advance(3 * day);
    expect(await s3.expire(clock.now())).toBe(2);
    const { Versions, DeleteMarkers } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    expect([Versions?.map(({ Key }) => Key), DeleteMarkers?.map(({ Key }) => Key)]).toEqual([['b/file'], ['b/file']]);
  });

  it('an event comes after the answer: a function that fails it fails no upload', async () => {
    const steps: string[] = [];
    const clock = createClock();
    const s3 = await createS3({
      clock,
      onEvent() {
        steps.push('event');
        throw new Error('no queue');
      },
    });
    onTestFinished(async () => {
      await s3.close();
      clock.stop();
    });
    await s3.createBucket(Bucket, { versioned: true });
    await s3.put(Bucket, 'a', Buffer.from('x'));
    steps.push('answered');
    await new Promise(setImmediate);
    expect(steps).toEqual(['answered', 'event']);
  });
});
