import type { Credentials } from './credentials.ts';

/** Whose sessions end: the account and its username, under which new-password challenges were given. */
export type Holder = { readonly accountId: string; readonly username: string };

/** From when on access tokens and new-password challenges count. */
export type SessionCutoff = {
  /** `from` in seconds since 1970 UTC. False when there is no such live account (any more): then nothing is written. */
  readonly set: (holder: Holder, from: number) => Promise<boolean>;
};

export type EndSessionsNeeds = {
  readonly credentials: Pick<Credentials, 'signOutEverywhere'>;
  readonly cutoff: SessionCutoff;
  readonly now: () => Date;
  /** Waits so many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/**
 * Makes void all access tokens and new-password challenges of an account up to now. Tokens carry whole seconds, so the cut is
 * the next one, and has begun when this returns: whoever is told of it then gets a session that counts. False when the
 * account has gone meanwhile.
 */
export async function cutSessions(
  { cutoff, now, pause }: Omit<EndSessionsNeeds, 'credentials'>,
  holder: Holder,
): Promise<boolean> {
  const from = Math.floor(now().getTime() / 1000) + 1;
  const isLive = await cutoff.set(holder, from);
  // Timers may be early by a millisecond.
  while (isLive && now().getTime() < from * 1000) await pause(from * 1000 - now().getTime());
  return isLive;
}

/**
 * Ends every session and every open new-password challenge of an account (R4.3), after its password was set. False when the
 * account has gone meanwhile.
 */
export async function endSessions(needs: EndSessionsNeeds, holder: Holder): Promise<boolean> {
  const [isLive] = await Promise.all([
    cutSessions(needs, holder),
    needs.credentials.signOutEverywhere(holder.accountId),
  ]);
  return isLive;
}
