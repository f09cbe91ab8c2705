import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../bin');
const sources = await Promise.all(
  (await readdir(folder))
    .filter((name) => name.endsWith('.ts') && name !== 'read-arguments.ts')
    .map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
);
const commands = sources.filter(({ text }) => text.includes('readArguments(')).map(({ name }) => name);

const run = (name: string, ...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [join(folder, name), ...words], (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

it('every command reads its arguments in the same way', () => {
  expect(commands.length).toBeGreaterThan(7);
  expect(sources.filter(({ text }) => text.includes('parseArgs(')).map(({ name }) => name)).toEqual([]);
});

it.each(commands)('%s tells how it is used, and refuses what it does not understand', async (name) => {
  expect(await run(name, '--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^npm /), err: '' });
  const refused = await run(name, '--nonsense');
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toMatch(/^Unknown option '--nonsense'.*\nnpm /);
});
