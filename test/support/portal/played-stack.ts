import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { bundleFolder } from '#assets/build.ts';
import type { Synthesized } from '#infra/synthesize.ts';
import { onceARun } from '#test/support/once-a-run.ts';

/** The portal's stacks, as `startHost` takes them. */
export type PlayedStack = Synthesized;

const root = join(import.meta.dirname, '../../..');
const stackSchema = v.object({ templateDir: v.string(), stackNames: v.array(v.string()), portalName: v.string() });

/**
 * The synthesized stacks, the same for all test files of a run. What `npm test` has built already (PORTAL_ASSETS=built) is not built
 * again.
 */
export const playedStack = (): Promise<PlayedStack> => onceARun('synthesized stack', stackSchema, makeStack);

async function makeStack(folder: string): Promise<PlayedStack> {
  if (process.env.PORTAL_ASSETS !== 'built' || !existsSync(bundleFolder))
    await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts')]);
  const { synthesize } = await import('#infra/synthesize.ts');
  return synthesize({ outdir: join(folder, 'cdk.out'), context: { 'aws:cdk:enable-path-metadata': true } });
}
