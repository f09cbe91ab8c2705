import * as v from 'valibot';
import { language, mailUnreachableReason } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** When each signed-out session may be forgotten, in seconds since 1970 UTC, by session id. */
export const endedSessions = v.record(v.string(), v.pipe(v.number(), v.integer()));

/** The account item: what the portal keeps about a customer, apart from documents and enrolments. */
export const accountSchema = v.object({
  username: v.string(),
  email: v.string(),
  /** E.164. */
  mobile: v.string(),
  language,
  customerId: v.string(),
  /** The pseudonym of the e-mail+mobile pair. */
  contact: v.string(),
  /** Present until the first password is chosen. */
  registrationId: v.optional(v.string()),
  registeredAt: instantText,
  /** Earlier tokens are refused; in seconds since 1970 UTC. */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  /** Sessions that were signed out, with the time (seconds since 1970 UTC) after which none of their tokens is valid. */
  endedSessions: v.optional(endedSessions),
  state: v.picklist(['active', 'closed']),
  mailUnreachableSince: v.optional(instantText),
  mailUnreachableReason: v.optional(mailUnreachableReason),
});

export type Account = v.InferOutput<typeof accountSchema>;

/** The caller according to the access token; `issuedAt` in seconds since 1970 UTC. */
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
 * Returns the account if the session is still valid. The authorizer checks tokens offline and knows no revocation. So this check
 * ends the sessions of deleted and closed accounts (R11.1), those that were signed out (R1.4), and those from before the last
 * cut-off (R4.3).
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

/** The step after the first password is chosen (R2.8). */
export type FirstPassword = {
  /**
   * Ends the registration that the account came from: from then on its id allows nothing (R2.9). If it has ended before, does
   * nothing: the new password then replaced an earlier one, and this returns whom to mail about that.
   */
  readonly endRegistration: (accountId: string) => Promise<Pick<Account, 'email' | 'language'> | undefined>;
};
