import type { Account } from './accounts.ts';
import type { HeldSession } from './session-cookie.ts';

/** Ends sessions on the account, which every signed-in call and every refresh reads. */
export type EndedSessions = {
  /**
   * Signs one session out: from now on its access tokens are refused too (R1.4). `goneAt` (seconds since 1970 UTC): then none of
   * its tokens is valid any more. Does nothing where the session has ended, or its account.
   */
  readonly signOut: (session: HeldSession, goneAt: number, now: Date) => Promise<void>;
  /**
   * Ends all sessions of the account, since a refresh token of this one was used twice (R1.4), and puts the mail that says so. False,
   * and nothing is written, where the session had ended before: so a second replay brings no second mail.
   */
  readonly endFamily: (session: HeldSession, now: Date) => Promise<boolean>;
};

/** So many signed-out sessions are kept on an account; one more ends all of its sessions. */
export const mostEnded = 50;

/** What signing out writes: `add` to the list without the `forgotten`, or `cut` all sessions where the list is full. */
export type SignOutPlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'add'; readonly forgotten: readonly string[] }
  | { readonly kind: 'cut' };

/** Plans a sign-out by the account as it is. Sessions whose tokens have all expired are forgotten. */
export function planSignOut(
  { endedSessions = {}, sessionsValidFrom }: Pick<Account, 'endedSessions' | 'sessionsValidFrom'>,
  { sessionId, authenticatedAt }: Pick<HeldSession, 'sessionId' | 'authenticatedAt'>,
  now: Date,
): SignOutPlan {
  if (Object.hasOwn(endedSessions, sessionId) || authenticatedAt < sessionsValidFrom) return { kind: 'nothing' };
  const entries = Object.entries(endedSessions);
  const forgotten = entries.filter(([, goneAt]) => goneAt * 1000 <= now.getTime()).map(([id]) => id);
  return entries.length - forgotten.length >= mostEnded ? { kind: 'cut' } : { kind: 'add', forgotten };
}
