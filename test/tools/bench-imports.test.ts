import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playedStack } from '#test/support/portal/played-stack.ts';
import { readBundleParts } from '../../bin/dev/bench/bundle-parts.ts';
import { describeImport, judgeImports } from '../../bin/dev/bench/describe-imports.ts';
import type { ImportTime } from '../../bin/dev/bench/import-time.ts';
import { type FunctionImports, measureImports } from '../../bin/dev/bench/measure-imports.ts';

const times = (...all: readonly [ms: number, cpu: number, calls?: number][]): readonly ImportTime[] =>
  all.map(([ms, cpu, calls = 0]) => ({ ms, cpu, calls }));

const anImport = (changes: Partial<FunctionImports> = {}): FunctionImports => ({
  name: 'sign-in',
  kilobytes: 269.4,
  ours: times([30, 25, 4], [50, 40, 9], [40, 30, 5], [35, 28, 5], [45, 33, 6]),
  theirs: times([90, 60], [80, 60], [100, 70]),
  builtins: times([3, 3], [5, 5], [4, 4]),
  parts: { builtins: ['node:https'], bytes: new Map([['@aws-sdk/client-dynamodb', 21_400], ...own(53_000)]) },
  ...changes,
});
const own = (bytes: number): [string, number][] => [['own', bytes]];

/** A function that takes this part of what CDK's default bundling takes. */
const withRatio = (name: string, ratio: number, changes: Partial<FunctionImports> = {}) =>
  anImport({ name, ours: times([1, ratio * 100]), theirs: times([1, 100]), ...changes });

describe('npm run bench', () => {
  it('shows the median with its quartiles, the ratio of CPU, and where the time goes', () => {
    const cells = describeImport(anImport()).trim().split(/\s+/);
    // 40 ms: 4 of Node's own modules, 5 waiting for AWS, 31 the rest.
    expect(cells.slice(0, 8)).toEqual(['sign-in', '269', '40', '(35-45)', '90', '0.50', '4', '5']);
    expect(cells[8]).toBe('31');
    expect(cells.slice(9).join(' ')).toBe('own 53, @aws-sdk/client-dynamodb 21');
  });
});

describe('npm run bench -- --check', () => {
  it('passes functions that start as they do now', () => {
    const { median, over } = judgeImports([withRatio('a', 0.4), withRatio('b', 0.5), withRatio('c', 0.7)]);
    expect([median, over]).toEqual([0.5, []]);
  });

  it('names one that starts as if nothing were left out', () => {
    const { over } = judgeImports([withRatio('a', 0.4), withRatio('b', 0.5), withRatio('sign-in', 0.95)]);
    expect(over).toEqual(['sign-in is 0.95, more than 0.9']);
  });

  it('fails where all have become slower', () => {
    const { over } = judgeImports(['a', 'b', 'c'].map((name) => withRatio(name, 0.7)));
    expect(over).toEqual(['the median is 0.70, more than 0.65']);
  });

  it('does not judge functions without an AWS client: they have nothing to leave out', () => {
    const bare = { parts: { builtins: [], bytes: new Map(own(5_000)) } };
    expect(judgeImports([withRatio('a', 0.4), withRatio('name-account', 1, bare)])).toEqual({ median: 0.4, over: [] });
  });

  it('fails where it has measured nothing', () => {
    expect(judgeImports([]).over).toEqual(['no function with an AWS client was measured']);
  });
});

describe('the parts of a bundle', () => {
  it('are those of its code, wherever its source map stands among the outputs', async () => {
    const root = await mkdtemp(join(tmpdir(), 'bundle-parts-'));
    const file = 'dist/functions/sign-in/index.mjs';
    const code = { imports: [], inputs: { 'functions/sign-in/handler.ts': { bytesInOutput: 7 } } };
    const map = { imports: [], inputs: {} };
    await mkdir(join(root, 'dist'));
    await writeFile(
      join(root, 'dist/metafile.json'),
      JSON.stringify({ outputs: { [file]: code, [`${file}.map`]: map } }),
    );
    const parts = await readBundleParts(root);
    await rm(root, { recursive: true });
    expect(parts).toEqual(new Map([['sign-in', { builtins: [], bytes: new Map([['own', 7]]) }]]));
  });
});

describe('a bundle that cannot start', () => {
  it('ends the measuring with its error, and leaves neither the stub of AWS nor the default bundles behind', async () => {
    await playedStack();
    const root = join(import.meta.dirname, '../..');
    const servers = () => process.getActiveResourcesInfo().filter((one) => one === 'TCPServerWrap').length;
    const before = servers();
    // Without its variables it throws while it loads.
    const measuring = measureImports({ root, names: ['list-documents'], rounds: 1, environmentOf: () => ({}) });
    await expect(measuring.next()).rejects.toThrow('needs the variable');
    await expect.poll(servers).toBe(before);
    expect(existsSync(join(root, 'dist/bench-default'))).toBe(false);
  });
});
