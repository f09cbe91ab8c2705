import { Command } from '@commander-js/extra-typings';
import { InvalidArgumentError } from 'commander';

/**
 * The command behind `npm run <script>`. It shows its usage for `--help`, and exits with 2 if it is used wrongly. All work
 * belongs in its action: a module that works while it loads would also work for `--help`.
 */
export const defineCommand = (script: string, description: string) =>
  new Command(`npm run ${script} --`)
    .description(description)
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

/** Runs a command with the arguments of this process. An error is printed as one line on stderr, with exit code 1. */
export async function runCommand(command: { readonly parseAsync: () => Promise<unknown> }): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** Reads a whole number of at least `least`, for an option or argument. */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It is a whole number of at least ${least}.`);
  };

/** Reads a point in time in ISO 8601. */
export function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It is a time in ISO 8601.');
  return date;
}
