import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Account } from './account.ts';

/** Who calls, as the access token says; `issuedAt` in seconds since 1970 UTC. */
export type Caller = { readonly accountId: string; readonly issuedAt: number };

export type Accounts = {
  /** The live account of a session, read consistently. Throws DomainError `session-ended`. */
  readonly live: (session: Caller) => Promise<Account>;
};

type Standing = Pick<Account, 'state' | 'sessionsValidFrom'>;

/**
 * The account, when the session still holds. The authorizer checks tokens offline and knows no revocation: an account
 * that is gone or closed (R11.1) or has ended earlier sessions (R4.3) ends this one. Throws DomainError `session-ended`.
 */
export function requireLiveAccount<A extends Standing>(account: A | undefined, session: Pick<Caller, 'issuedAt'>): A {
  if (account?.state !== 'active' || session.issuedAt < account.sessionsValidFrom)
    throw new DomainError('session-ended');
  return account;
}

export type FirstPassword = {
  /**
   * Ends the registration that an account came from: whoever knows its id can do nothing with it any more (R2.9 ends here).
   * Does nothing when it has ended before; then the password has replaced another one, and it returns whom to tell.
   */
  readonly endRegistration: (accountId: string) => Promise<Pick<Account, 'email' | 'language'> | undefined>;
};
