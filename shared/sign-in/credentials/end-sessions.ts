import type { Credentials, Holder } from './credentials.ts';

export type { Holder } from './credentials.ts';

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

/** How far the clocks of the pool and of two functions may be apart, in ms. */
export const clockSkew = 500;

/**
 * Makes void all access tokens and new-password challenges of an account up to now. Tokens carry whole seconds of the pool's
 * clock, so the cut is the next one that has begun on no clock yet, and has begun on every clock when this returns: whoever is
 * told of it then gets a session that counts. Takes one to two seconds. False when the account has gone meanwhile.
 */
export async function cutSessions(
  { cutoff, now, pause }: Omit<EndSessionsNeeds, 'credentials'>,
  holder: Holder,
): Promise<boolean> {
  const from = Math.floor((now().getTime() + clockSkew) / 1000) + 1;
  const begun = from * 1000 + clockSkew;
  const isLive = await cutoff.set(holder, from);
  // Timers may be early by a millisecond.
  while (isLive && now().getTime() < begun) await pause(begun - now().getTime());
  return isLive;
}

/**
 * Ends every session and every open new-password challenge of an account (R4.3), after its password was set. False when the
 * account has gone meanwhile.
 */
export async function endSessions(needs: EndSessionsNeeds, holder: Holder): Promise<boolean> {
  const [isLive] = await Promise.all([cutSessions(needs, holder), needs.credentials.signOutEverywhere(holder)]);
  return isLive;
}
