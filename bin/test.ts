import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { buildAssets } from '#infra/build.ts';

// Builds what the journeys run, runs every test and ends with the line `N passed, N failed`.

/** A thousand sign-ins at once want both cores: beside other tests they would measure those. */
const storms = ['test/journeys/credentials-lockout.test.ts', 'test/local/sign-in-guard.test.ts'];

const summarySchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numFailedTestSuites: v.number(),
});

/** Runs vitest with these arguments and returns what it counted; a run without a summary is one failure. */
async function runTests(options: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
  const summaryFile = join(folder, 'summary.json');
  const vitest = spawn(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${summaryFile}`, ...options],
    // The assets were built above: a second build would empty them under the tests' feet.
    { stdio: 'inherit', env: { ...process.env, PORTAL_ASSETS: 'built' } },
  );
  const code = await new Promise<number>((resolve) => {
    vitest.on('error', () => resolve(1));
    vitest.on('close', (status) => resolve(status ?? 1));
  });
  const written = await readFile(summaryFile, 'utf8').catch(() => '');
  await rm(folder, { recursive: true });
  const summary = v.safeParse(v.pipe(v.string(), v.parseJson(), summarySchema), written);
  if (!summary.success) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = summary.output;
  // A file that could not even be loaded has no failed test of its own; it counts as one.
  const failed = numFailedTests || (code === 0 ? 0 : Math.max(numFailedTestSuites, 1));
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

await buildAssets();
const chosen = process.argv.slice(2);
const runs =
  chosen.length > 0
    ? [await runTests(chosen)]
    : [await runTests(storms.map((file) => `--exclude=${file}`)), await runTests([...storms, '--maxWorkers=1'])];
const total = (count: 'passed' | 'failed' | 'skipped') => runs.reduce((sum, run) => sum + run[count], 0);
console.log(
  `${total('passed')} passed, ${total('failed')} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}`,
);
process.exit(total('failed') === 0 ? 0 : 1);
