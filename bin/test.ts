import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { buildAssets } from '#infra/build.ts';

// Builds what the journeys run, runs every test and ends with the line `N passed, N failed`.

const summarySchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numFailedTestSuites: v.number(),
});

await buildAssets();
const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
const summaryFile = join(folder, 'summary.json');
const vitest = spawn(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${summaryFile}`, ...process.argv.slice(2)],
  // The assets were built above: a second build would empty them under the tests' feet.
  { stdio: 'inherit', env: { ...process.env, PORTAL_ASSETS: 'built' } },
);
const code = await new Promise<number>((resolve) => {
  vitest.on('error', () => resolve(1));
  vitest.on('close', (status) => resolve(status ?? 1));
});
const summary = v.safeParse(
  v.pipe(v.string(), v.parseJson(), summarySchema),
  await readFile(summaryFile, 'utf8').catch(() => ''),
);
await rm(folder, { recursive: true });
if (!summary.success) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = summary.output;
// A file that could not even be loaded has no failed test of its own; it counts as one.
const failed = numFailedTests || (code === 0 ? 0 : Math.max(numFailedTestSuites, 1));
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
process.exit(code === 0 && failed === 0 ? 0 : 1);
