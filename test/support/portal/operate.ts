import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { functionName } from './faults.ts';
import type { Portal } from './portal.ts';

const command = join(import.meta.dirname, '../../../bin/operate.ts');

/** The stage of a portal. */
export const stageOf = (portal: Portal): string =>
  functionName(portal, 'deliver-document').replace(/^CustomerPortal-(.*)-deliver-document$/, '$1');

export type Ran = { readonly code: number; readonly printed: string; readonly complained: string };

/** Somebody with the stage's policy for operators (template-host's src/template/users.ts). */
const operatorKey = { AWS_ACCESS_KEY_ID: 'portal-operators.anna', AWS_SECRET_ACCESS_KEY: 'portal-operators' };

const run = (args: readonly string[], keys: NodeJS.ProcessEnv = {}) =>
  new Promise<Ran>((resolve) => {
    const { AWS_ACCESS_KEY_ID: _, ...env } = process.env;
    const child = execFile(
      process.execPath,
      [command, ...args],
      { env: { ...env, ...keys } },
      (__, printed, complained) => resolve({ code: child.exitCode ?? -1, printed, complained }),
    );
  });

/** Runs `npm run operate -- …` as the account's owner does, in a process of its own. */
export const operate = (...args: readonly string[]) => run(args);

/** The same on a portal's stage, as one of its operators, who may do no more than the stage's policy for them says. */
export const operateOn = (portal: Portal, ...args: readonly string[]) =>
  run([...args, '--stage', stageOf(portal), '--endpoint-url', portal.aws], operatorKey);

/** What a command printed that must succeed. Throws with what it complained of. */
function succeeded({ code, printed, complained }: Ran, args: readonly string[]): string {
  if (code !== 0) throw new Error(`operate ${args.join(' ')} ended with ${code}: ${complained || printed}`);
  return printed;
}

/** Runs a command that must succeed against a portal's AWS, as the account's owner; returns what it printed. */
export const operated = async (portal: Portal, ...args: readonly string[]): Promise<string> =>
  succeeded(await operate(...args, '--endpoint-url', portal.aws), args);

/** The same on a portal's stage, as one of its operators. */
export const operatedOn = async (portal: Portal, ...args: readonly string[]): Promise<string> =>
  succeeded(await operateOn(portal, ...args), args);
