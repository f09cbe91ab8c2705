import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssets } from '#infra/build.ts';
import { reportPermissions } from '#test/support/portal/permission-log.ts';
import { defineCommand } from './command.ts';
import { type FileResult, runVitest } from './test/run-vitest.ts';

// Builds what the journeys run, runs every test and ends with the line `N passed, N failed`.

/** What wants both cores for itself, a thousand sign-ins at once or a start in seconds: beside other tests it would measure those. */
const alone = [
  'test/journeys/credentials-lockout.test.ts',
  'test/journeys/npm-start.test.ts',
  'test/local/sign-in-guard.test.ts',
];
/** More failed files than this are no accident of a busy machine. */
const mostUnsteady = 10;

const { args: chosen } = defineCommand(
  'test',
  'Builds what the journeys run, and runs every test or those that are named.',
)
  .argument('[tests...]', 'files or options of vitest')
  .allowUnknownOption()
  .parse();
const logs = await mkdtemp(join(tmpdir(), 'portal-tests-'));
const [permissionLog, toldLog] = [join(logs, 'permissions'), join(logs, 'told')];
// The assets are built here: a second build would empty them under the tests' feet.
const env = { PORTAL_ASSETS: 'built', PERMISSION_LOG: permissionLog, TOLD_LOG: toldLog };
await buildAssets();

const results =
  chosen.length > 0
    ? await runVitest(chosen, env)
    : [
        ...(await runVitest(
          alone.map((file) => `--exclude=${file}`),
          env,
        )),
        ...(await runVitest([...alone, '--maxWorkers=1'], env)),
      ];
const hasFailed = ({ failures }: FileResult) => failures.length > 0;
const failed = chosen.length > 0 ? [] : results.filter((result) => result.file !== '' && hasFailed(result));
// Real time passes in journeys: what fails beside others is asked once more, alone, and named either way.
const again =
  failed.length > 0 && failed.length <= mostUnsteady
    ? await runVitest([...failed.map(({ file }) => file), '--maxWorkers=1'], env)
    : [];
const asked = new Set(again.map(({ file }) => file));
const last = [...results.filter(({ file }) => !asked.has(file)), ...again];

// Only all tests together can tell that nobody uses a permission.
const { granted, neverUsed } =
  chosen.length > 0 ? { granted: 0, neverUsed: [] } : await reportPermissions(permissionLog);
const told = await readFile(toldLog, 'utf8').catch(() => '');
await rm(logs, { recursive: true });
for (const line of told.split('\n').filter(Boolean)) console.log(line);
if (chosen.length === 0)
  console.log(`${granted} permissions granted to functions, ${neverUsed.length} never used by a test`);
for (const failure of failed.filter(({ file }) => asked.has(file)).flatMap(({ failures }) => failures))
  console.log(`FAILED AT FIRST ${failure}`);
const failures = [...neverUsed.map((one) => `granted and never used: ${one}`), ...last.flatMap((one) => one.failures)];
for (const failure of failures) console.log(`FAILED ${failure}`);
const sum = (count: 'passed' | 'skipped') => last.reduce((total, one) => total + one[count], 0);
console.log(
  `${sum('passed')} passed, ${failures.length} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(failures.length === 0 ? 0 : 1);
