import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Prints what is wrong and how the command is used, and ends the process with 2. */
export function refuseArguments(usage: string, why?: string): never {
  if (why !== undefined) console.error(why);
  console.error(usage);
  process.exit(2);
}

/**
 * The command line by `config`. Prints the usage and ends the process for `--help` (with 0) and for what is not understood
 * (with 2).
 */
export function readArguments<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    return refuseArguments(usage, error instanceof Error ? error.message : String(error));
  }
}

/** A whole number of at least `least`; refused where it is none. */
export function readCount(usage: string, name: string, text: string, least = 1): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least) return count;
  return refuseArguments(usage, `--${name} is a whole number of at least ${least}`);
}
