import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { requireFreePort } from 'template-host/testing/require-free-port';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { reportMeasured } from '#test/support/measured.ts';
import { copySources } from './copy-of-sources.ts';

// A copy of the sources: the start builds again, and other tests read what was built here.

let folder: string;
let copy: string;
let scratch: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npm-start-'));
  copy = join(folder, 'copy');
  await mkdir(copy);
  await copySources(copy);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// Each test has a scratch folder of its own, and ends what it has started even where it fails.
const startedGroups: Started[] = [];
beforeEach(async () => {
  scratch = await mkdtemp(join(folder, 'scratch-'));
});
afterEach(async () => {
  for (const started of startedGroups.splice(0)) {
    signal(started, 'SIGKILL');
    await nothingIsLeft(started);
  }
});

type Started = { readonly child: ChildProcess; readonly output: () => string; readonly errors: () => string };

/** `npm start` as its own process group. */
function start(variables: Record<string, string>): Started {
  const child = spawn(process.execPath, ['bin/local.ts'], {
    cwd: copy,
    env: { ...process.env, NODE_ENV: 'development', TMPDIR: scratch, ...variables },
    detached: true,
  });
  const heard = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    heard.output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    heard.errors += chunk;
  });
  const started = { child, output: () => heard.output, errors: () => heard.errors };
  startedGroups.push(started);
  return started;
}

const ended = ({ child }: Started): Promise<number | string | null> =>
  new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));

async function ready(started: Started): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  started.child.stdout?.on('data', () => /Ctrl-C ends it/.test(started.output()) && resolve());
  started.child.on('close', () => reject(new Error(`ended before it was ready: ${started.errors()}`)));
  return promise;
}

/** The statuses that the control pages answer for as long as `isStarting`; a port that is not open yet answers none. */
async function watchControl(url: string, isStarting: () => boolean): Promise<ReadonlySet<number>> {
  const statuses = new Set<number>();
  while (isStarting()) {
    const response = await fetch(`${url}/_local/mail`).catch(() => undefined);
    // The printed line may arrive a moment after the first answer.
    await setTimeout(100);
    if (response && isStarting()) statuses.add(response.status);
  }
  return statuses;
}

/** Sends a signal to the whole group; 0 only asks. False where none of it runs any more, or it never began. */
function signal({ child: { pid } }: Started, name: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, name);
  } catch {
    return false;
  }
}

/** Waits until no process of the group runs: esbuild's ends a moment after the build. */
const nothingIsLeft = (started: Started) =>
  eventually('the processes to end', async () => (signal(started, 0) ? undefined : true));

it('is ready in seconds, says what to do, and ends on Ctrl-C with nothing left', async () => {
  const port = await requireFreePort();
  const begun = performance.now();
  const started = start({ PORT: String(port), AWS_PORT: '0' });
  const end = ended(started);
  const early = watchControl(`http://127.0.0.1:${port}`, () => started.output() === '');
  await ready(started);
  const seconds = (performance.now() - begun) / 1000;
  reportMeasured(`npm start was ready after ${seconds.toFixed(1)} s`);
  // Nine to ten seconds on two cores when nothing else runs (six of them build); longer while others use the same cores.
  const share = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
  expect(seconds).toBeLessThan(15 * share);

  const output = started.output();
  expect(started.errors()).toBe('');
  expect(await early, 'what /_local answers before the samples are in').toEqual(new Set([503]));
  const portal = /^Portal +(http:\S+)$/m.exec(output)?.[1] ?? '';
  const aws = /^AWS +(http:\S+) /m.exec(output)?.[1] ?? '';
  expect(output).toMatch(/Sign in as \S+ with the password: \S+/);
  expect(output).toMatch(/s3 ls s3:\/\/\S+/);
  expect((await fetch(`${portal}/`)).status).toBe(200);
  expect((await fetch(`${portal}/api/nothing`)).status).toBe(404);
  expect((await fetch(`${portal}/_local/`)).status).toBe(200);
  expect((await fetch(aws)).status).toBeLessThan(500);

  const [, pdf = '', upload = ''] = /s3 cp (\S+) s3:\/\/([^\s]+)$/m.exec(output) ?? [];
  expect((await readFile(join(copy, pdf), 'latin1')).slice(0, 5)).toBe('%PDF-');
  const [bucket = '', ...folders] = upload.split('/').filter(Boolean);
  const s3 = new S3Client({
    endpoint: aws,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'insurer-systems', secretAccessKey: 'insurer-systems' },
  });
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: [...folders, basename(pdf)].join('/'),
      Body: await readFile(join(copy, pdf)),
    }),
  );
  s3.destroy();
  const [, username = '', password = ''] = /Sign in as (\S+) with the password: (.+)$/m.exec(output) ?? [];
  const signIn = await fetch(`${portal}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  expect(signIn.status).toBe(200);
  // Last: a recovery replaces the password.
  const [, email = '', mobile = ''] = /recover access at \S+ with (\S+) and (.+)$/m.exec(output) ?? [];
  const recovery = await fetch(`${portal}/api/recoveries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, mobile }),
  });
  expect(recovery.status).toBe(202);

  started.child.kill('SIGINT');
  expect(await end).toBe(0);
  await nothingIsLeft(started);
  expect(await readdir(scratch)).toEqual([]);
  await expect(fetch(portal)).rejects.toThrow();
});

it('starts again with what the last start has built', async () => {
  const built = async () => (await stat(join(copy, 'dist/functions'))).mtimeMs;
  const before = await built();
  const started = start({ PORT: '0', AWS_PORT: '0' });
  const begun = performance.now();
  await ready(started);
  reportMeasured(`the second npm start was ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect(await built()).toBe(before);
});

it('a busy port is one clear line and an exit that is not 0', async () => {
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
  const address = squatter.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    const started = start({ PORT: String(port), AWS_PORT: '0' });
    expect(await ended(started)).toBe(1);
    expect(started.errors().trim()).toBe(`port ${port} is taken by another program`);
    expect(started.output()).toBe('');
    await nothingIsLeft(started);
    expect(await readdir(scratch)).toEqual([]);
  } finally {
    squatter.close();
  }
});

it('a wrong port number is reported at once', async () => {
  const started = start({ PORT: 'abc' });
  expect(await ended(started)).toBe(1);
  expect(started.errors().trim()).toBe('PORT must be a port number');
});
