import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');
const packageSchema = v.object({ scripts: v.record(v.string(), v.string()) });
const { scripts } = v.parse(v.pipe(v.string(), v.parseJson(), packageSchema), await read('package.json'));
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const [file] = /bin\/\S+\.ts/.exec(script) ?? [];
  return file === undefined ? [] : [{ name, file }];
});
/** Every command and subcommand. */
const uses = [
  ...commands.map(({ name, file }) => ({ use: name, file, words: [] as string[] })),
  ...[
    'networks',
    'note-documents',
    'drill',
    'publish-pages',
    'test-pager',
    'customer',
    'customer show',
    'customer export',
    'customer erase',
    'evidence',
    'hide-document',
    'parked',
    'parked list',
    'parked save',
    'parked remove',
    'probe-aws',
    'redrive',
    'restore',
    'restore prepare',
    'restore finish',
    'rotate-secret',
    'where',
  ].map((words) => ({
    use: `operate ${words}`,
    file: 'bin/operate.ts',
    words: words.split(' '),
  })),
];

const run = (file: string, ...words: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [join(root, file), ...words], { cwd: root }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

/** When each generated file was written last. */
const generated = () =>
  Promise.all(
    globSync(['docs/**/*.json', 'docs/costs.md', 'docs/screenshots/*.webp'], { cwd: root }).map(
      async (path) => `${path} ${(await stat(join(root, path))).mtimeMs}`,
    ),
  );

describe('npm run', () => {
  it('has every command in bin/ as a script, read by the one parser of arguments', async () => {
    const others = ['bin/portal.ts', 'bin/command.ts'];
    const files = globSync('bin/{,dev/}*.ts', { cwd: root }).filter((file) => !others.includes(file));
    expect(files.sort()).toEqual(commands.map(({ file }) => file).sort());
    const sources = await Promise.all(globSync('bin/**/*.ts', { cwd: root }).map(read));
    expect(sources.filter((text) => /parseArgs\(|new Command\(/.test(text))).toHaveLength(1);
    const commandsText = await Promise.all(commands.map(({ file }) => read(file)));
    expect(commandsText.filter((text) => !/defineCommand\(|helpdeskCommands\(|operateProgram\(/.test(text))).toEqual(
      [],
    );
  });

  it.each(uses)('$use answers --help and does nothing', async ({ use, file, words }) => {
    const before = await generated();
    const [first = '', ...rest] = use.split(' ');
    const usage = ['Usage: npm run', first, '--', ...rest].join(' ');
    expect(await run(file, ...words, '--help')).toEqual({ code: 0, out: expect.stringContaining(usage), err: '' });
    expect(await generated()).toEqual(before);
  });

  // One is enough: they share the parser.
  it('ends with 2 for an option that it does not know, and shows how it is used', async () => {
    const { code, out, err } = await run('bin/dev/costs.ts', '--nonsense');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: unknown option '--nonsense'\n\nUsage: npm run costs /);
  });

  it('knows every command that the documents name', async () => {
    const documents = globSync(
      ['README.md', 'CONTRIBUTING.md', 'docs/**/*.md', '{assets,bin,brands,infra,stages}/**/*.ts'],
      {
        cwd: root,
      },
    );
    const named = (await Promise.all(documents.map(read))).flatMap((text) => [
      ...text.matchAll(/npm run (operate -- )?([a-z][\w-]+)/g),
    ]);
    const steps = [
      'drill',
      'publish-pages',
      'test-pager',
      'customer',
      'evidence',
      'hide-document',
      'networks',
      'note-documents',
      'parked',
      'probe-aws',
      'redrive',
      'restore',
      'rotate-secret',
      'where',
    ];
    const unknown = named
      .filter(([, operate, name = '']) => (operate ? !steps.includes(name) : scripts[name] === undefined))
      .map(([text]) => text);
    expect(unknown).toEqual([]);
  });
});
