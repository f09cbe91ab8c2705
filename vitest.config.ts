import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

// A developer's shell may name another AWS or another address: tests say themselves whom they call.
for (const name of Object.keys(process.env))
  if (/^(AWS_ENDPOINT_URL|AWS_PROFILE$|BASE_URL$)/.test(name)) delete process.env[name];

/** How long nothing but a hang takes, also while others use the same cores (ms). */
const patience = 300_000;

/** These want both cores, a thousand sign-ins at once or a start in seconds: they run one by one, after all others. */
const alone = ['credentials-lanes', 'credentials-lockout', 'npm-start', 'sign-in-guard'].map(
  (name) => `test/**/${name}.test.ts`,
);

/** These take seconds over played AWS services, though they lie beside the unit tests of what they are about. */
const overPlayedAws = ['password-order', 'work-recoveries', 'confirming'].map((name) => `test/**/${name}.test.ts`);

const usual = {
  exclude: alone,
  testTimeout: patience,
  hookTimeout: patience,
  // What a page or a queue does next takes as long as the machine takes: vitest's own second is too short for that.
  expect: { poll: { timeout: 60_000, interval: 20 } },
  // On two cores; a third one works while the others wait for a queue, a page or a minute.
  maxWorkers: 3,
  // Files change nothing that their modules share, and loading these for each file takes as long as most tests.
  isolate: false,
  sequence: { groupOrder: 0 },
  // A portal has some thirty isolates, one a function; V8's helper threads for each take the cores from one another.
  execArgv: ['--single-threaded-gc'],
};

const project = (
  name: string,
  include: readonly string[],
  changes: Partial<typeof usual> = {},
): TestProjectConfiguration => ({
  extends: true,
  test: { name, include: [...include], ...usual, ...changes },
});

export default defineConfig({
  test: {
    // What a passing test logs would bury what a failing one says.
    silent: 'passed-only',
    globalSetup: 'test/support/temporary-folder.ts',
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', ['test/unit/**/*.test.ts'], { exclude: [...alone, ...overPlayedAws] }),
      project('infra', ['test/infra/**/*.test.ts']),
      project('tools', ['test/tools/**/*.test.ts']),
      // What a test of the host opens is closed by its modules, once a file.
      project('host', ['packages/template-host/test/**/*.test.ts'], { isolate: true }),
      project('constructs', ['packages/watched-stack/test/**/*.test.ts']),
      project('local', ['test/local/**/*.test.ts', ...overPlayedAws]),
      project('journeys', ['test/journeys/**/*.test.ts']),
      project('browser', ['test/browser/**/*.test.ts']),
      project('faults', ['test/faults/**/*.test.ts']),
      project('fuzz', ['test/fuzz/**/*.test.ts']),
      project('operations', ['test/operations/**/*.test.ts']),
      project('explore', ['test/explore/**/*.test.ts']),
      project('alone', alone, { exclude: [], maxWorkers: 1, isolate: true, sequence: { groupOrder: 1 } }),
    ],
  },
});
