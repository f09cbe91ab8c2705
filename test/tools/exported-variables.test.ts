import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const exported = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
  AWS_PROFILE: 'nobody',
  BASE_URL: 'http://127.0.0.1:9',
};

it('what a shell exports for another AWS reaches no test: vitest starts its workers without it', async () => {
  const config = `await import('./vitest.config.ts'); console.log(JSON.stringify(process.env))`;
  const { stdout: seen } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', config], {
    cwd: root,
    env: { ...process.env, ...exported },
  });
  for (const [name, value] of Object.entries(exported)) expect(seen).not.toContain(`"${name}":"${value}"`);
});
