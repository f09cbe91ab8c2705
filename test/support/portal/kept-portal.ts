import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { advance, timeNow } from './control.ts';
import { openPortal, type Portal } from './portal.ts';
import { stackWith } from './stack-with.ts';

/** A portal that keeps its state in a folder, so that another deployment can go on with it; both go after the file's tests. */
export type KeptPortal = {
  readonly portal: Portal;
  /** Deploys with these settings, and returns the portal of that deployment: state stays, and the time goes on where it was. */
  readonly deploy: (settings: Record<string, unknown>) => Promise<Portal>;
};

/** Opens one for the test file that asks. */
export async function keptPortal(): Promise<KeptPortal> {
  const directory = await mkdtemp(join(tmpdir(), 'kept-portal-'));
  const stacks: Awaited<ReturnType<typeof stackWith>>[] = [];
  let portal = await openPortal(undefined, { directory });
  afterAll(async () => {
    await portal.close();
    for (const stack of stacks) await stack.remove();
    await rm(directory, { recursive: true, force: true });
  });
  return {
    portal,
    async deploy(settings) {
      const elapsed = (await timeNow(portal)).getTime() - Date.now();
      await portal.close();
      const stack = await stackWith(settings);
      stacks.push(stack);
      portal = await openPortal(stack, { directory });
      await advance(portal, `PT${Math.max(1, Math.ceil(elapsed / 1000))}S`);
      return portal;
    },
  };
}
