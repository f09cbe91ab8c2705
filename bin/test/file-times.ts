import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Reporter, TestModule } from 'vitest/node';

const fileTimeSchema = v.object({ project: v.string(), file: v.string(), ms: v.number() });

/** How long one test file took, in ms: from its import, which starts what it tests, to its last test. */
export type FileTime = v.InferOutput<typeof fileTimeSchema>;

const timeOf = (testModule: TestModule): FileTime => {
  const { collectDuration, duration } = testModule.diagnostic();
  return { project: testModule.project.name, file: testModule.relativeModuleId, ms: collectDuration + duration };
};

/** Reads what the reporter of this file wrote. */
export const readFileTimes = (text: string): FileTime[] =>
  v.parse(v.pipe(v.string(), v.parseJson(), v.array(fileTimeSchema)), text);

/** A reporter of vitest that writes each file's time to FILE_TIMES. */
export default class FileTimes implements Reporter {
  async onTestRunEnd(testModules: readonly TestModule[]): Promise<void> {
    const { FILE_TIMES: path } = process.env;
    if (path) await writeFile(path, JSON.stringify(testModules.map(timeOf)));
  }
}
