import { allItems, type Item } from '../harness/table.ts';
import type { Contacts } from './contacts.ts';
import type { GivenSession } from './sign-in.ts';
import { type ActiveAccount, activeAccounts, type World } from './world.ts';

/** The state when all work is done, everything that waits has come due, and the rotation of the secret has ended. */
export type Final = {
  readonly world: World;
  readonly items: readonly Item[];
  readonly accounts: readonly ActiveAccount[];
  /** Sessions that the portal would still accept. */
  readonly liveSessions: readonly GivenSession[];
  /** How a correction by the helpdesk ends, by customerId. */
  readonly corrected: ReadonlyMap<string, string>;
  readonly parked: readonly string[];
};

export async function finalOf(world: World, contacts: Contacts): Promise<Final> {
  const [items, accounts] = [await allItems(), await activeAccounts()];
  const isLive = ({ accountId, issuedAt }: GivenSession) =>
    accounts.some((account) => account.accountId === accountId && issuedAt >= account.sessionsValidFrom);
  const corrected = new Map<string, string>();
  for (const [at, { customerId }] of accounts.entries())
    corrected.set(
      customerId,
      await contacts.correctNow(customerId, `+3630999999${at}`).catch((error: unknown) => `fails: ${String(error)}`),
    );
  return {
    ...{ world, items, accounts, corrected },
    liveSessions: world.signIn.sessions.filter(isLive),
    parked: world.queue.parked(),
  };
}
