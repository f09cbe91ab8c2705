import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions, setSourceMapsAside } from '#assets/build.ts';
import { describeError } from '#shared/platform/runtime/log.ts';
import { findPlaces } from '../../../bin/operate/where/find-places.ts';

const root = join(import.meta.dirname, '../../..');
const name = 'answer-unknown-route';
const behaviour = `functions/${name}/${name}.ts`;
let folder: string;
let maps: string;
/** The error that a built function threw, as its stack has it. */
let thrown: Error;

/** Calls the handler with an event that no API sends. */
const caller = `
const { handler } = await import(process.argv[1]);
try { await handler(undefined, {}); } catch (error) { console.error(error.stack); }`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-where-'));
  const bundles = join(folder, 'functions');
  await mkdir(bundles);
  await esbuild.build({
    ...bundleOptions,
    plugins: [...bundleOptions.plugins],
    absWorkingDir: root,
    entryPoints: [{ in: join(root, `functions/${name}/handler.ts`), out: `${name}/index` }],
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    sourcemap: 'external',
    sourcesContent: false,
  });
  const build = await setSourceMapsAside(root, bundles, join(folder, 'maps'));
  maps = join(folder, 'maps', build);
  const bundle = join(bundles, name, 'index.mjs');
  const command = ['--input-type=module', '--eval', caller, bundle];
  const { stderr } = await promisify(execFile)(process.execPath, command);
  thrown = Object.assign(new TypeError('an event that no API sends'), { stack: stderr });
});
afterAll(() => rm(folder, { recursive: true }));

describe('npm run operate -- where', () => {
  it('finds the source line of an error in a built function, from the line that the log has of it', async () => {
    const line = JSON.stringify({ level: 'error', operation: name, ...describeError(thrown) });
    expect(line).toContain('(index.mjs:');

    const places = await findPlaces(line, maps);

    const lines = (await readFile(join(root, behaviour), 'utf8')).split('\n');
    const failing = lines.findIndex((text) => text.includes('v.parse(eventSchema, event)')) + 1;
    expect(places.map(({ source }) => source)).toContainEqual(
      expect.stringMatching(new RegExp(`^${behaviour}:${failing}:\\d+$`)),
    );
  });

  it('reads a bare place of a function that is named beside it', async () => {
    const [place = ''] = /index\.mjs:\d+:\d+/.exec(thrown.stack ?? '') ?? [];
    expect(await findPlaces(place, maps, name)).toEqual([{ bundled: place, source: expect.stringContaining('.') }]);
  });

  it('says what it misses: a place, a function, or the function in this build', async () => {
    await expect(findPlaces('nothing', maps)).rejects.toThrow('index.mjs:44:130450');
    await expect(findPlaces('index.mjs:1:1', maps)).rejects.toThrow('--function');
    await expect(findPlaces('index.mjs:1:1', maps, 'sign-in')).rejects.toThrow('no function sign-in');
  });

  it('leaves no map beside a bundle, where the asset would ship it', async () => {
    expect(await readdir(join(folder, 'functions', name))).toEqual(['index.mjs']);
    expect(await readFile(join(folder, 'functions', name, 'index.mjs'), 'utf8')).not.toContain('sourceMappingURL');
  });
});
