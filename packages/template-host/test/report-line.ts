import { appendFileSync } from 'node:fs';

/**
 * Reports a test that is left out, and why, also when all passes: vitest keeps the console of passed tests to itself.
 * Who runs the tests may name a file (LINE_LOG) and print all of it at the end.
 */
export function reportSkipped(test: string, why: string): void {
  const line = `SKIPPED ${test}: ${why}\n`;
  const { LINE_LOG: file } = process.env;
  if (file) appendFileSync(file, line);
  else process.stdout.write(line);
}
