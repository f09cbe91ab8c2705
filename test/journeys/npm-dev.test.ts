import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '#test/support/eventually.ts';

// A copy of the sources, since the test edits them.
const root = join(import.meta.dirname, '../..');
const sources = ['bin', 'infra', 'functions', 'shared', 'web', 'package.json', 'cdk.json', 'tsconfig.json'];
const behaviour = 'functions/answer-unknown-route/answer-unknown-route.ts';
const page = 'src/main.tsx';

let copy: string;
let child: ChildProcess;
let output = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'npm-dev-'));
  for (const source of sources) await cp(join(root, source), join(copy, source), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
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
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  await ended;
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
