import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';
import { copySources } from './copy-of-sources.ts';

// A copy of the sources, since the test edits them.
const behaviour = 'functions/answer-unknown-route/answer-unknown-route.ts';
const page = 'src/main.tsx';

let copy: string;
let child: ChildProcess;
let output = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'npm-dev-'));
  await copySources(copy);
  child = spawn(process.execPath, ['bin/dev/dev.ts'], {
    cwd: copy,
    env: { ...process.env, NODE_ENV: 'development', PORT: '0', AWS_PORT: '0' },
  });
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const isReady = async () => output.includes('Ctrl-C ends it') || undefined;
  await eventually('npm run dev', isReady, { patienceMs: 100_000 });
});
afterAll(async () => {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    await ended;
  }
  await rm(copy, { recursive: true, force: true });
});

async function edit(file: string, from: RegExp, to: string): Promise<void> {
  const path = join(copy, file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

it('functions and pages reload when their source changes', async () => {
  const portal = /^Portal +(http:\S+)$/m.exec(output)?.[1] ?? '';
  const statusOf = async (path: string) => (await fetch(portal + path)).status;
  expect(await statusOf('/api/edited')).toBe(404);
  expect(await statusOf('/_local/mail')).toBe(200);
  const script = async () => (await fetch(`${portal}/${page}`)).text();
  expect(await script()).not.toContain('edited');

  await edit(
    behaviour,
    /(v\.parse\(eventSchema, event\);)/,
    "$1\n if (rawPath === '/api/edited') return problemAnswer('busy', {}, {});",
  );
  await eventually('the function as edited', async () => (await statusOf('/api/edited')) === 503 || undefined);
  await edit(`web/${page}`, /$/, '\nexport const edited = true;\n');
  await eventually('the page as edited', async () => (await script()).includes('edited') || undefined);
});
