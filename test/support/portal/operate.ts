import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { functionName } from './faults.ts';
import type { Portal } from './portal.ts';

const command = join(import.meta.dirname, '../../../bin/operate.ts');

/** The stage of a portal. */
export const stageOf = (portal: Portal): string =>
  functionName(portal, 'deliver-document').replace(/^CustomerPortal-(.*)-deliver-document$/, '$1');

export type Ran = { readonly code: number; readonly printed: string; readonly complained: string };

/** Runs `npm run operate -- …` as an operator does, in a process of its own. */
export const operate = (...args: readonly string[]) =>
  new Promise<Ran>((resolve) => {
    const { AWS_ACCESS_KEY_ID: _, ...env } = process.env;
    const child = execFile(process.execPath, [command, ...args], { env }, (__, printed, complained) =>
      resolve({ code: child.exitCode ?? -1, printed, complained }),
    );
  });

/** The same on a portal's stage. */
export const operateOn = (portal: Portal, ...args: readonly string[]) =>
  operate(...args, '--stage', stageOf(portal), '--endpoint-url', portal.aws);

/** Runs a command that must succeed against a portal's AWS; returns what it printed. Throws with what it complained of. */
export async function operated(portal: Portal, ...args: readonly string[]): Promise<string> {
  const { code, printed, complained } = await operate(...args, '--endpoint-url', portal.aws);
  if (code !== 0) throw new Error(`operate ${args.join(' ')} ended with ${code}: ${complained || printed}`);
  return printed;
}
