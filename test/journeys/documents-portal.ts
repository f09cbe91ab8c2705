import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultOrder } from './documents-faults.ts';
import { playedStack } from './played-stack.ts';
import { openPortal, type Portal } from './portal.ts';

/**
 * A portal whose mail service takes mails as fast as they come: thirty documents need no ten seconds. All else is the
 * unchanged stack.
 */
export async function openFastPortal(): Promise<Portal> {
  await playedStack();
  const { synthesize } = await import('#infra/synthesize.ts');
  const outdir = await mkdtemp(join(tmpdir(), 'portal-fast-'));
  const context = { 'aws:cdk:enable-path-metadata': true, sesRate: 100_000 };
  const { folder, stackName } = synthesize({ outdir, context });
  const portal = await openPortal({ templateDir: folder, stackName });
  return {
    ...portal,
    async close() {
      await portal.close();
      await rm(outdir, { recursive: true, force: true });
    },
  };
}

/** Asks the host for faults: what `POST /_local/faults` takes. */
export async function addFaults(portal: Portal, faults: readonly FaultOrder[]): Promise<void> {
  for (const fault of faults) {
    const answer = await fetch(`${portal.url}/_local/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    if (!answer.ok) throw new Error(`the fault was refused: ${await answer.text()}`);
  }
}

export const clearFaults = (portal: Portal) => fetch(`${portal.url}/_local/faults`, { method: 'DELETE' });

/** The whole name of a function of this portal. */
export function functionName(portal: Portal, name: string): string {
  const found = portal.functions
    .filter((each) => each === name || each.endsWith(`-${name}`))
    // `sign-in` is not `guard-sign-in`.
    .sort((a, b) => a.length - b.length)[0];
  if (!found) throw new Error(`the portal has no function ${name}`);
  return found;
}
