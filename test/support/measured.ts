import { appendFileSync } from 'node:fs';

/**
 * Says a line also when all passes: vitest keeps the console of passed tests to itself. `npm test` names a file (LINE_LOG)
 * and prints all of it at its end.
 */
function tell(line: string): void {
  const { LINE_LOG: file } = process.env;
  if (file) appendFileSync(file, `${line}\n`);
  else process.stdout.write(`${line}\n`);
}

/** Tells what a test has measured. */
export const tellFigures = (figures: string): void => tell(`MEASURED ${figures}`);

/** Tells which test is left out, and why. */
export const tellSkipped = (test: string, why: string): void => tell(`SKIPPED ${test}: ${why}`);
