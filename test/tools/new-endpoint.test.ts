import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas, nameEndpoint } from '../../bin/dev/new-endpoint/templates.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const sources = ['assets', 'bin', 'brands', 'functions', 'infra', 'packages', 'shared', 'stages', 'test', 'web'];
const settings = [
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'biome.json',
  '.dependency-cruiser.json',
  'docs',
];

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'portal-new-endpoint-'));
  for (const source of [...sources, ...settings])
    await cp(join(root, source), join(copy, source), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

/** What the compiler says of the project in the copy, one line each. */
const compile = () =>
  run('tsc', ['--noEmit'], { cwd: copy }).then(
    () => [],
    ({ stdout }: { stdout: string }) => stdout.split('\n').filter((line) => line.includes('error TS')),
  );

describe('npm run new-endpoint', () => {
  it('scaffolds endpoints that compile, are formatted and pass their tests', async () => {
    const written: string[] = [];
    for (const area of areas) {
      const name = `show-${area}-premium`;
      const { stdout } = await run(process.execPath, ['bin/dev/new-endpoint.ts', name, '--area', area], { cwd: copy });
      expect(stdout).toContain('What is left for you:');
      written.push(...[...stdout.matchAll(/^wrote (.*)$/gm)].map(([, file = '']) => file));
    }

    expect(written).toHaveLength(5 * areas.length);
    expect(await compile()).toEqual([]);
    await run('biome', ['check', '--vcs-enabled=false', ...written], { cwd: copy });
    await run('vitest', ['run', ...written.filter((file) => file.endsWith('.test.ts'))], { cwd: copy });
  });

  it('writes nothing over an endpoint that exists', async () => {
    const again = run(process.execPath, ['bin/dev/new-endpoint.ts', 'get-account'], { cwd: copy });
    await expect(again).rejects.toMatchObject({ code: 1, stderr: 'functions/get-account exists\n' });
  });

  it('refuses a name that is not a verb and a noun', () => {
    for (const name of ['premium', 'Show-Premium', 'show_premium', '../show-premium'])
      expect(() => nameEndpoint(name, 'account')).toThrow('no name such as show-premium');
  });
});
