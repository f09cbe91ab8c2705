import { dynamoLaneTerms } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { openLane } from '#shared/sign-in/guard/lane.ts';
import { laneOf } from '#shared/sign-in/lanes/lanes.ts';
import type { RecoveryLink } from '#shared/sign-in/recovery/recovery-link.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { allItems, type Item } from '../harness/table.ts';
import type { Contacts } from './contacts.ts';
import type { Steps } from './second-steps.ts';
import { deviceSeal, type GivenCookie, type GivenSession } from './sign-in.ts';
import { type ActiveAccount, activeAccounts, type World } from './world.ts';

/** The state when all work is done, everything that waits has come due, and the rotation of the secret has ended. */
export type Final = {
  readonly world: World;
  readonly items: readonly Item[];
  readonly accounts: readonly ActiveAccount[];
  /** Sessions that the portal would still accept. */
  readonly liveSessions: readonly GivenSession[];
  /** Browsers that the portal still knows. */
  readonly knownBrowsers: readonly GivenCookie[];
  /** The link of each account's last recovery, as it is kept, by accountId. */
  readonly links: ReadonlyMap<string, RecoveryLink>;
  /** How a correction by the helpdesk ends, by customerId. */
  readonly corrected: ReadonlyMap<string, string>;
  readonly parked: readonly string[];
  /** What went wrong with second steps. */
  readonly secondSteps: ReadonlySet<string>;
};

export async function finalOf(world: World, contacts: Contacts, { found }: Steps): Promise<Final> {
  const [items, accounts] = [await allItems(), await activeAccounts()];
  const isLive = ({ accountId, issuedAt }: GivenSession) =>
    accounts.some((account) => account.accountId === accountId && issuedAt >= account.sessionsValidFrom);
  const corrected = new Map<string, string>();
  for (const [at, { customerId }] of accounts.entries())
    corrected.set(
      customerId,
      await contacts.correctNow(customerId, `+3630999999${at}`).catch((error: unknown) => `fails: ${String(error)}`),
    );
  const terms = await Promise.all(accounts.map(({ username }) => dynamoLaneTerms(client, tables.portal)(username)));
  const isKnown = ({ accountId, username, cookie }: GivenCookie) => {
    const own = terms.find((one) => one?.accountId === accountId && one.username === username);
    const keys = { deviceCookie: cookie, recoveryToken: '' };
    return own !== undefined && laneOf(deviceSeal, own, keys, world.stage.now()) !== openLane;
  };
  return {
    ...{ world, items, accounts, corrected, secondSteps: found },
    knownBrowsers: world.signIn.browsers.filter(isKnown),
    links: new Map(terms.flatMap((one) => (one?.recoveryLink ? [[one.accountId, one.recoveryLink]] : []))),
    liveSessions: world.signIn.sessions.filter(isLive),
    parked: world.queue.parked(),
  };
}
