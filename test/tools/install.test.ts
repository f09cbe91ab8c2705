import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({ deprecated: v.optional(v.string()), hasInstallScript: v.optional(v.boolean()) }),
  ),
});
const packageSchema = v.object({ allowScripts: v.record(v.string(), v.boolean()) });
const read = async <T extends v.GenericSchema>(file: string, schema: T): Promise<v.InferOutput<T>> =>
  v.parse(v.pipe(v.string(), v.parseJson(), schema), await readFile(join(root, file), 'utf8'));

// `.npmrc` silences npm's warnings, since npm compares packages with the Node that npm itself runs on. What they would
// have warned of fails here instead, judged by the Node that the code runs on.
describe('npm ci', () => {
  it('finds every package made for the Node that the code runs on', async () => {
    const { stderr } = await promisify(execFile)(
      'npm',
      ['ci', '--dry-run', '--engine-strict', '--loglevel=warn', '--prefer-offline'],
      { cwd: root, env: { ...process.env, npm_config_update_notifier: 'false' } },
    );
    expect(stderr).toBe('');
  });

  it('installs nothing that its maker has deprecated', async () => {
    const { packages } = await read('package-lock.json', lockSchema);
    expect(Object.entries(packages).flatMap(([path, { deprecated }]) => (deprecated ? [path] : []))).toEqual([]);
  });

  it('runs no install script without an entry in allowScripts', async () => {
    const { packages } = await read('package-lock.json', lockSchema);
    const { allowScripts } = await read('package.json', packageSchema);
    const withScript = Object.entries(packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(withScript.sort()).toEqual(Object.keys(allowScripts).sort());
  });

  it('names no registry in the lockfile', async () => {
    expect(await readFile(join(root, 'package-lock.json'), 'utf8')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });
});
