import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { type FileTime, readFileTimes } from './file-times.ts';

const summarySchema = v.object({
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

/** What came of one test file. */
export type FileResult = {
  /** Its path from the project's folder. */
  readonly file: string;
  readonly passed: number;
  readonly skipped: number;
  /** Each failed test with the first lines of why; a file that could not be loaded is one failure. */
  readonly failures: readonly string[];
};

const firstLines = (text: string) => text.split('\n').slice(0, 12).join('\n    ');

function readFileResult({
  name,
  status,
  message,
  assertionResults,
}: v.InferOutput<typeof summarySchema>['testResults'][number]): FileResult {
  const file = relative('.', name);
  const withStatus = (wanted: string) => assertionResults.filter((one) => one.status === wanted);
  const failed = withStatus('failed').map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}\n    ${firstLines(failureMessages.join('\n'))}`,
  );
  const passed = withStatus('passed').length;
  return {
    file,
    passed,
    skipped: assertionResults.length - passed - failed.length,
    failures: status === 'failed' && failed.length === 0 ? [`${file}: ${firstLines(message)}`] : failed,
  };
}

export type VitestRun = { readonly results: readonly FileResult[]; readonly times: readonly FileTime[] };

/** Runs vitest with these arguments and returns what came of each file. A run without a summary is one failed file. */
export async function runVitest(options: readonly string[], env: NodeJS.ProcessEnv): Promise<VitestRun> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
  const [summaryFile, timesFile] = [join(folder, 'summary.json'), join(folder, 'times.json')];
  const reporters = ['default', 'json', join(import.meta.dirname, 'file-times.ts')].map((one) => `--reporter=${one}`);
  const vitest = spawn('vitest', ['run', ...reporters, `--outputFile.json=${summaryFile}`, ...options], {
    stdio: 'inherit',
    env: { ...process.env, ...env, FILE_TIMES: timesFile },
  });
  const end = await new Promise<number | string>((resolve) => {
    vitest.on('error', ({ message }) => resolve(message));
    vitest.on('close', (status, signal) => resolve(status ?? signal ?? 1));
  });
  const written = await readFile(summaryFile, 'utf8').catch(() => '');
  const times = await readFile(timesFile, 'utf8').then(readFileTimes, () => []);
  await rm(folder, { recursive: true });
  const summary = v.safeParse(v.pipe(v.string(), v.parseJson(), summarySchema), written);
  const nothing = (why: string): FileResult => ({ file: '', passed: 0, skipped: 0, failures: [why] });
  if (!summary.success) return { results: [nothing(`vitest wrote no summary and ended with ${end}`)], times };
  const results = summary.output.testResults.map(readFileResult);
  // An error outside of any test, such as an unhandled rejection.
  if (end !== 0 && results.every(({ failures }) => failures.length === 0))
    results.push(nothing(`vitest ended with ${end}`));
  return { results, times };
}
