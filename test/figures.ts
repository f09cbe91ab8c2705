import { appendFileSync } from 'node:fs';

/**
 * Tells what a test has measured, also when it passes: vitest keeps the console of passed tests to itself. `npm test` names
 * a file (FIGURES_LOG) and prints all of them at its end.
 */
export function tellFigures(line: string): void {
  const { FIGURES_LOG: file } = process.env;
  if (file) appendFileSync(file, `${line}\n`);
  else process.stdout.write(`${line}\n`);
}
