import { appendFileSync } from 'node:fs';

/**
 * Writes a line that shows also when all tests pass: vitest keeps the console of passed tests to itself. `npm test` names a
 * file (LINE_LOG) and prints it at its end.
 */
function report(line: string): void {
  const { LINE_LOG: file } = process.env;
  if (file) appendFileSync(file, `${line}\n`);
  else process.stdout.write(`${line}\n`);
}

/** Reports what a test has measured. */
export const reportMeasured = (figures: string): void => report(`MEASURED ${figures}`);

/** Reports which test is left out, and why. */
export const reportSkipped = (test: string, why: string): void => report(`SKIPPED ${test}: ${why}`);
