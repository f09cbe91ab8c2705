import type { Credentials, Holder } from './credentials.ts';

export type { Holder } from './credentials.ts';

/** The time from which access tokens and new-password challenges are valid. */
export type SessionCutoff = {
  /** `from` in seconds since 1970 UTC. False, and nothing is written, if no active account has this id. */
  readonly set: (holder: Holder, from: number) => Promise<boolean>;
};

export type EndSessionsNeeds = {
  readonly credentials: Pick<Credentials, 'signOutEverywhere'>;
  readonly cutoff: SessionCutoff;
  readonly now: () => Date;
  /** Waits for this many ms. */
  readonly pause: (ms: number) => Promise<unknown>;
};

/** The largest difference between the clocks of the pool and of two functions, in ms. */
export const clockSkew = 500;

/**
 * The time (seconds since 1970 UTC) from which sessions are valid after a cut-off now. Tokens carry whole seconds of the pool's
 * clock, so it is the next second that has begun on no clock yet.
 */
export const cutAt = (now: Date): number => Math.floor((now.getTime() + clockSkew) / 1000) + 1;

/**
 * Invalidates all access tokens and new-password challenges that the account has now. Returns when the cut-off (`cutAt`) has begun on
 * every clock: a sign-in after that gets a valid session. Takes one to two seconds. False if the account was closed meanwhile.
 */
export async function cutSessions(
  { cutoff, now, pause }: Omit<EndSessionsNeeds, 'credentials'>,
  holder: Holder,
): Promise<boolean> {
  const from = cutAt(now());
  const begun = from * 1000 + clockSkew;
  const isActive = await cutoff.set(holder, from);
  // Timers may be early by a millisecond.
  while (isActive && now().getTime() < begun) await pause(begun - now().getTime());
  return isActive;
}

/**
 * Ends every session and every open new-password challenge of an account (R4.3), after its password was set. False if the account
 * was closed meanwhile.
 */
export async function endSessions(needs: EndSessionsNeeds, holder: Holder): Promise<boolean> {
  const [isActive] = await Promise.all([cutSessions(needs, holder), needs.credentials.signOutEverywhere(holder)]);
  return isActive;
}
