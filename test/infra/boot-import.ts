import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { BundledFunction } from './boot-functions.ts';

type Environment = Readonly<Record<string, string>>;

const urlOf = ({ file }: Pick<BundledFunction, 'file'>) => JSON.stringify(pathToFileURL(file).href);

/**
 * Imports a function's handler in a process of its own that sees nothing but this environment; the type of what it
 * exports. Throws with what the process wrote where the import fails.
 */
export async function importInProcess(one: BundledFunction, environment: Environment): Promise<string> {
  const script = `const module = await import(${urlOf(one)}); console.log(typeof module[${JSON.stringify(one.exported)}]);
    process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: environment,
  });
  return stdout.trim();
}

/** The same in a thread, which is faster: `started`, or the message of what was thrown. */
export async function importInThread(one: BundledFunction, environment: Environment): Promise<string> {
  const script = `import(${urlOf(one)}).then(() => process.exit(0), (error) => {
    require('node:worker_threads').parentPort.postMessage(String(error.message));
    process.exit(0);
  });`;
  const worker = new Worker(script, { eval: true, env: { ...environment }, execArgv: [] });
  const { promise, resolve } = Promise.withResolvers<string>();
  worker.on('message', resolve);
  worker.on('error', (error) => resolve(String(error)));
  worker.on('exit', () => resolve('started'));
  return promise;
}
