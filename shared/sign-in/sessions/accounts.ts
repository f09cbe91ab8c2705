import * as v from 'valibot';
import { language, mailUnreachableReason } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { secondStepSchema } from '#shared/sign-in/second-step/second-step.ts';

/** When each signed-out session may be forgotten, in seconds since 1970 UTC, by session id. */
export const endedSessions = v.record(v.string(), v.pipe(v.number(), v.integer()));

/**
 * A contest of the account (R10.4): a caller whom the agent `by` (an ARN) identified as the holder says that somebody else
 * registered under the holder's data. `decision`: of another agent.
 */
export const contestSchema = v.object({
  openedAt: instantText,
  by: v.string(),
  decision: v.optional(
    v.object({ outcome: v.picklist(['confirmed', 'rejected']), by: v.string(), decidedAt: instantText }),
  ),
});
export type Contest = v.InferOutput<typeof contestSchema>;

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
  /** `frozen`: contested, and nobody gets in until another agent decides (R10.4) · `closed`: cancelled, being erased (R11.1). */
  state: v.picklist(['active', 'frozen', 'closed']),
  /** Of a frozen account; also the last one after its decision. */
  contest: v.optional(contestSchema),
  mailUnreachableSince: v.optional(instantText),
  mailUnreachableReason: v.optional(mailUnreachableReason),
  /** Which reminders the customer wants (R14.1); both, unless given. */
  reminders: v.optional(v.object({ beforeEnd: v.boolean(), unread: v.boolean() })),
  /** Absent unless the customer has chosen it. */
  secondStep: v.optional(secondStepSchema),
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
 * ends the sessions of deleted and closed accounts (R11.1), of frozen ones (R10.4), those that were signed out (R1.4), and those
 * from before the last cut-off (R4.3).
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
