import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { buildAssets } from '#infra/build.ts';
import { reportPermissions } from '#test/journeys/permission-log.ts';

// Builds what the journeys run, runs every test and ends with the line `N passed, N failed`.

/** What wants both cores for itself, a thousand sign-ins at once or a start in seconds: beside other tests it would measure those. */
const alone = [
  'test/journeys/credentials-lockout.test.ts',
  'test/journeys/npm-start.test.ts',
  'test/local/sign-in-guard.test.ts',
];

const summarySchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numFailedTestSuites: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({ fullName: v.string(), status: v.string(), failureMessages: v.optional(v.array(v.string()), []) }),
      ),
    }),
  ),
});

type Summary = v.InferOutput<typeof summarySchema>;

/** The failed tests, each with its file and the first lines of why; what a reader of the log's end needs. */
function describeFailures({ testResults }: Summary): string[] {
  const firstLines = (text: string) => text.split('\n').slice(0, 12).join('\n    ');
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${relative('.', name)}: ${firstLines(message)}`];
      return failed.map(
        ({ fullName, failureMessages }) =>
          `${relative('.', name)}: ${fullName}\n    ${firstLines(failureMessages.join('\n'))}`,
      );
    });
}

/** Runs vitest with these arguments and returns what it counted; a run without a summary is one failure. */
async function runTests(options: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
  const summaryFile = join(folder, 'summary.json');
  const vitest = spawn(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${summaryFile}`, ...options],
    // The assets were built above: a second build would empty them under the tests' feet.
    { stdio: 'inherit', env: { ...process.env, PORTAL_ASSETS: 'built', PERMISSION_LOG: permissionLog } },
  );
  const code = await new Promise<number>((resolve) => {
    vitest.on('error', () => resolve(1));
    vitest.on('close', (status) => resolve(status ?? 1));
  });
  const written = await readFile(summaryFile, 'utf8').catch(() => '');
  await rm(folder, { recursive: true });
  const summary = v.safeParse(v.pipe(v.string(), v.parseJson(), summarySchema), written);
  if (!summary.success) return { passed: 0, failed: 1, skipped: 0, failures: ['vitest wrote no summary'] };
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = summary.output;
  // A file that could not even be loaded has no failed test of its own; it counts as one.
  const failed = numFailedTests || (code === 0 ? 0 : Math.max(numFailedTestSuites, 1));
  return { passed: numPassedTests, failed, skipped: numPendingTests, failures: describeFailures(summary.output) };
}

/** Prints what the stack grants and no test used, and how many of those there are; each is a permission too much or a test too little. */
async function printPermissions(): Promise<number> {
  const { granted, neverUsed } = await reportPermissions(permissionLog);
  console.log(`${granted} permissions granted to functions, ${neverUsed.length} of them never used by a test`);
  for (const one of neverUsed) console.log(`FAILED granted and never used: ${one}`);
  return neverUsed.length;
}

const permissionLog = await mkdtemp(join(tmpdir(), 'portal-permissions-'));
await buildAssets();
const chosen = process.argv.slice(2);
const runs =
  chosen.length > 0
    ? [await runTests(chosen)]
    : [await runTests(alone.map((file) => `--exclude=${file}`)), await runTests([...alone, '--maxWorkers=1'])];
// Only all tests together can tell that nobody uses a permission.
const unused = chosen.length > 0 ? 0 : await printPermissions();
await rm(permissionLog, { recursive: true });
const total = (count: 'passed' | 'failed' | 'skipped') => runs.reduce((sum, run) => sum + run[count], 0);
for (const failure of runs.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`);
console.log(
  `${total('passed')} passed, ${total('failed')} failed${total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''}`,
);
process.exit(total('failed') + unused === 0 ? 0 : 1);
