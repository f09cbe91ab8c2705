import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** The account item: what the portal keeps of a customer beside documents and enrolments. */
export const accountSchema = v.object({
  username: v.string(),
  email: v.string(),
  /** E.164. */
  mobile: v.string(),
  language,
  customerId: v.string(),
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.string(),
  /** Only until the first password is chosen. */
  registrationId: v.optional(v.string()),
  registeredAt: instantText,
  /** Tokens issued earlier are refused; seconds since 1970 UTC. */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  state: v.picklist(['active', 'closed']),
  mailUnreachableSince: v.optional(instantText),
});

export type Account = v.InferOutput<typeof accountSchema>;

/** Who calls, as the access token says; `issuedAt` in seconds since 1970 UTC. */
export type Caller = { readonly accountId: string; readonly issuedAt: number };

/** Accounts by session. */
export type Accounts = {
  /** The active account of a valid session, read consistently. Throws DomainError `session-ended`. */
  readonly live: (session: Caller) => Promise<Account>;
};

type Standing = Pick<Account, 'state' | 'sessionsValidFrom'>;

/**
 * The account, where the session is still valid. The authorizer checks tokens offline and knows no revocation; this ends the
 * sessions of accounts that are deleted or closed (R11.1), and those from before the last cut (R4.3).
 *
 * @throws DomainError `session-ended`
 */
export function requireLiveAccount<A extends Standing>(account: A | undefined, session: Pick<Caller, 'issuedAt'>): A {
  if (account?.state !== 'active' || session.issuedAt < account.sessionsValidFrom)
    throw new DomainError('session-ended');
  return account;
}

/** What follows the choice of the first password (R2.8). */
export type FirstPassword = {
  /**
   * Ends the registration that an account came from: its id allows nothing any more (R2.9). Does nothing where it has ended
   * already. Then the new password has replaced another one, and this returns whom to mail about that.
   */
  readonly endRegistration: (accountId: string) => Promise<Pick<Account, 'email' | 'language'> | undefined>;
};
