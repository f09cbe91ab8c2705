import { afterAll } from 'vitest';
import type { Portal } from './portal.ts';
import { openStartedPortal } from './starting-state.ts';

/** A portal for all tests of the file that asks, closed after them. */
export async function portalOfFile(open = (): Promise<Portal> => openStartedPortal()): Promise<Portal> {
  const portal = await open();
  afterAll(() => portal.close());
  return portal;
}
