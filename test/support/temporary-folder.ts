import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Vitest's global set-up: everything that tests put into the folder for temporary files (templates, kept states, CDK's own folders,
 * browser profiles: some 300 MB) goes into one folder of this run, which is removed after it. Projects share it.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.RUN_FOLDER !== undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'portal-run-'));
  Object.assign(process.env, { RUN_FOLDER: folder, TMPDIR: folder });
  // A browser that was just closed may still write.
  return () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
