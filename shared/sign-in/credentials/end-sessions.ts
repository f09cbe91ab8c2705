import type { Credentials, Holder } from './credentials.ts';

export type { Holder } from './credentials.ts';

/** The time from which access tokens and new-password challenges are valid. */
export type SessionCutoff = {
  /** `from` in seconds since 1970 UTC. False where no active account has this id: then nothing is written. */
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
 * The time (seconds since 1970 UTC) from which sessions are valid after a cut now. Tokens carry whole seconds of the pool's clock: it
 * is the next second that has begun on no clock yet.
 */
export const cutAt = (now: Date): number => Math.floor((now.getTime() + clockSkew) / 1000) + 1;

/**
 * Makes void all access tokens and new-password challenges that an account has up to now. Returns when the
 * cut (`cutAt`) has begun on every clock: a sign-in after that gets a valid session. Takes one to two seconds. False where the account was closed meanwhile.
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
 * Ends every session and every open new-password challenge of an account (R4.3), after its password was set. False where the
 * account was closed meanwhile.
 */
export async function endSessions(needs: EndSessionsNeeds, holder: Holder): Promise<boolean> {
  const [isActive] = await Promise.all([cutSessions(needs, holder), needs.credentials.signOutEverywhere(holder)]);
  return isActive;
}
