import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const script = `const begun = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - begun));
process.exit(0);`;

/** How long one import of a bundle takes in a process of its own, in ms. `environment`: the variables its code reads. */
export async function importOnce(
  bundle: string,
  environment: Readonly<Record<string, string>>,
  endpoint: string,
): Promise<number> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script, pathToFileURL(bundle).href], {
    env: {
      ...environment,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: '1',
      AWS_SECRET_ACCESS_KEY: '1',
      AWS_ENDPOINT_URL: endpoint,
    },
  });
  return Number(stdout);
}
