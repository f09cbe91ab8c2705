import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { bundleFolder } from '#assets/build.ts';
import type { Synthesized } from '#infra/synthesize.ts';
import { eventually } from '#test/support/eventually.ts';

/** The portal's stacks, as `startHost` takes them. */
export type PlayedStack = Synthesized;

const root = join(import.meta.dirname, '../../..');
const runs = join(root, 'dist/journeys');
const outcomeSchema = v.union([
  v.object({ templateDir: v.string(), stackNames: v.array(v.string()), portalName: v.string() }),
  v.object({ failed: v.string() }),
]);

/**
 * The synthesized stacks, made once for all test files of a run: by the first that asks, in a folder named by the
 * process that runs the test files. What `npm test` has built already (PORTAL_ASSETS=built) is not built again.
 */
export async function playedStack(): Promise<PlayedStack> {
  const folder = join(runs, String(process.ppid));
  const made = join(folder, 'stack.json');
  await mkdir(runs, { recursive: true });
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await removeOldRuns();
    const outcome = await makeStack(join(folder, 'cdk.out')).catch((error: unknown) => ({ failed: String(error) }));
    await writeFile(`${made}.new`, JSON.stringify(outcome));
    await rename(`${made}.new`, made);
  }
  const text = await eventually('the synthesized stack', () => readFile(made, 'utf8').catch(() => undefined), {
    // Other test files and other people's work share the cores.
    patienceMs: 240_000,
  });
  const outcome = v.parse(outcomeSchema, JSON.parse(text));
  if ('failed' in outcome) throw new Error(`The stack could not be built: ${outcome.failed}`);
  return outcome;
}

async function makeStack(outdir: string): Promise<PlayedStack> {
  if (process.env.PORTAL_ASSETS !== 'built' || !existsSync(bundleFolder))
    await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts')]);
  const { synthesize } = await import('#infra/synthesize.ts');
  return synthesize({ outdir, context: { 'aws:cdk:enable-path-metadata': true } });
}

async function removeOldRuns(): Promise<void> {
  for (const name of await readdir(runs)) {
    if (isRunning(Number(name))) continue;
    await rm(join(runs, name), { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
