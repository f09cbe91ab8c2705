import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** When each signed-out session may be forgotten, in seconds since 1970 UTC, by session id. */
export const endedSessions = v.record(v.string(), v.pipe(v.number(), v.integer()));

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
  /** Sessions that were signed out, with the time (seconds since 1970 UTC) after which none of their tokens is valid. */
  endedSessions: v.optional(endedSessions),
  state: v.picklist(['active', 'closed']),
  mailUnreachableSince: v.optional(instantText),
});

export type Account = v.InferOutput<typeof accountSchema>;

/** Who calls, as the access token says; `issuedAt` in seconds since 1970 UTC. */
export type Caller = { readonly accountId: string; readonly issuedAt: number; readonly sessionId: string };

/** Accounts by session. */
export type Accounts = {
  /** The active account of a valid session, read consistently. Throws DomainError `session-ended`. */
  readonly live: (session: Caller) => Promise<Account>;
};

type Standing = Pick<Account, 'sessionsValidFrom' | 'endedSessions'>;

/** Whether a session was signed out (R1.4), or began before the account's sessions were last cut (R4.3). */
export const isSessionEnded = (
  { sessionsValidFrom, endedSessions = {} }: Standing,
  { issuedAt, sessionId }: Omit<Caller, 'accountId'>,
): boolean => issuedAt < sessionsValidFrom || Object.hasOwn(endedSessions, sessionId);

/**
 * The account, where the session is still valid. The authorizer checks tokens offline and knows no revocation; this ends the
 * sessions of accounts that are deleted or closed (R11.1), those that were signed out (R1.4), and those from before the last cut
 * (R4.3).
 *
 * @throws DomainError `session-ended`
 */
export function requireLiveAccount<A extends Standing & Pick<Account, 'state'>>(
  account: A | undefined,
  session: Omit<Caller, 'accountId'>,
): A {
  if (account?.state !== 'active' || isSessionEnded(account, session)) throw new DomainError('session-ended');
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
