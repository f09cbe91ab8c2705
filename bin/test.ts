import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#assets/build.ts';
import { reportPermissions } from '#test/support/portal/permission-log.ts';
import { defineCommand } from './command.ts';
import { describeTimes } from './test/describe-times.ts';
import { runVitest } from './test/run-vitest.ts';

// Builds what the journeys run, runs every test and ends with the line `N passed, N failed`.

const { args: chosen } = defineCommand(
  'test',
  'Builds what the journeys run, and runs every test once, or only the named ones.',
)
  .argument('[tests...]', 'files or options of vitest')
  .allowUnknownOption()
  .parse();
const logs = await mkdtemp(join(tmpdir(), 'portal-tests-'));
const [permissionLog, lineLog] = [join(logs, 'permissions'), join(logs, 'lines')];
// The assets are built here: a second build would empty them under the tests' feet.
const env = {
  PORTAL_ASSETS: 'built',
  PERMISSION_LOG: permissionLog,
  LINE_LOG: lineLog,
  // To have customers ready pays for many files, not for one.
  ...(chosen.length === 0 ? { STARTING_STATE: 'wanted' } : {}),
};
await buildAssets();

const { results, times } = await runVitest(chosen, env);

// Only all tests together can tell that nobody uses a permission.
const { granted, neverUsed } =
  chosen.length > 0 ? { granted: 0, neverUsed: [] } : await reportPermissions(permissionLog);
const lines = await readFile(lineLog, 'utf8').catch(() => '');
await rm(logs, { recursive: true });
for (const line of lines.split('\n').filter(Boolean)) console.log(line);
for (const line of describeTimes(times)) console.log(line);
if (chosen.length === 0)
  console.log(`${granted} permissions granted to functions, ${neverUsed.length} never used by a test`);
const failures = [
  ...neverUsed.map((one) => `granted and never used: ${one}`),
  ...results.flatMap((one) => one.failures),
];
for (const failure of failures) console.log(`FAILED ${failure}`);
const sum = (count: 'passed' | 'skipped') => results.reduce((total, one) => total + one[count], 0);
console.log(
  `${sum('passed')} passed, ${failures.length} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(failures.length === 0 ? 0 : 1);
