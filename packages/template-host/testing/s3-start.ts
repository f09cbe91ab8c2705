import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { onTestFinished } from 'vitest';
import { type Clock, createClock } from '#host/clock.ts';
import { type BucketSettings, createS3, type S3, type S3Event } from '#host/s3/s3.ts';
import { serveService } from './serve-service.ts';

export const bucketName = 'documents';

export type RunningS3 = {
  readonly s3: S3;
  readonly client: S3Client;
  readonly url: string;
  readonly clock: Clock;
  readonly events: readonly S3Event[];
  readonly stop: () => Promise<void>;
};

/** An S3 with one versioned bucket behind HTTP, and the unmodified client for it; stopped when the test is over. */
export async function startS3(options: Partial<BucketSettings> & { directory?: string } = {}): Promise<RunningS3> {
  const { directory, ...settings } = options;
  const clock = createClock();
  const events: S3Event[] = [];
  const s3 = await createS3({
    clock,
    onEvent: (event) => void events.push(event),
    ...(directory ? { directory } : {}),
  });
  await s3.createBucket(bucketName, { versioned: true, ...settings });
  const { url, close } = await serveService(s3);
  const client = new S3Client({
    endpoint: url,
    forcePathStyle: true,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    client.destroy();
    await close();
    await s3.close();
    clock.stop();
  };
  onTestFinished(stop);
  return { s3, client, url, clock, events, stop };
}

/** A folder that is removed when the test is over. */
export async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 's3-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The status and error code of a call that is refused; fails where it succeeds. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => new Error('was not refused'),
    (reason) => reason,
  );
  if (!(error instanceof Error)) return String(error);
  const status = '$metadata' in error && JSON.stringify(error.$metadata);
  const [, code = '?'] = /"httpStatusCode":(\d+)/.exec(String(status)) ?? [];
  return `${code} ${error.name}`;
}
