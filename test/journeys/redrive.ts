import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { functionName } from '#test/support/portal/faults.ts';
import type { Portal } from '#test/support/portal/portal.ts';

const command = join(import.meta.dirname, '../../bin/operate.ts');

/** Runs `npm run operate -- redrive …` as an operator does, in a process of its own. */
export const redrive = (...args: readonly string[]) =>
  new Promise<{ code: number; printed: string; complained: string }>((resolve) => {
    const { AWS_ACCESS_KEY_ID: _, ...env } = process.env;
    const child = execFile(process.execPath, [command, 'redrive', ...args], { env }, (__, printed, complained) =>
      resolve({ code: child.exitCode ?? -1, printed, complained }),
    );
  });

/** The stage of a portal. */
export const stageOf = (portal: Portal): string =>
  functionName(portal, 'deliver-document').replace(/^CustomerPortal-(.*)-deliver-document$/, '$1');

export const redriveOn = (portal: Portal, queue: string) =>
  redrive('--queue', queue, '--stage', stageOf(portal), '--endpoint-url', portal.aws);
