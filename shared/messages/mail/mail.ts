import type { Language } from '#shared/contract/fields.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';

/** The words of one mail; the layout (the insurer's line, the helpline block) is the same for all. */
export type MailContent = {
  /** Holds no personal data (R12.1): subjects are shown on locked screens and kept in logs on the way. */
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Each on a line of its own, so that it can be copied whole (a username, a password). */
  readonly lines?: readonly string[];
  /** The one thing to do; the text form puts the address on a line of its own. */
  readonly action?: {
    readonly label: string;
    readonly url: string;
    /** What the page asks for where a mail program cut off the end of the link: the token itself. */
    readonly code?: string;
  };
  /** Paragraphs after the lines and the action: how long they are valid, what to do when the reader asked for nothing. */
  readonly closing?: readonly string[];
};

/** Message tags by name: ASCII letters, digits, `_` and `-` only; each event of the mail carries them. */
export type MailTags = Readonly<Record<string, string>>;

export type Mailer = {
  /** Sends one mail and returns the mail service's id of it. Throws MailNotSent. */
  send(to: string, language: Language, content: MailContent, tags?: MailTags): Promise<{ readonly messageId: string }>;
};

/**
 * `throttled`: too fast, try again later · `rejected`: the service will never take this mail · `blocked`: the service takes no
 * mail of the portal until an operator has repaired the set-up · `unavailable`: anything else; only then may the mail have been sent.
 */
export type MailFailure = 'throttled' | 'rejected' | 'blocked' | 'unavailable';

/**
 * How long to wait before sending again, in ms. A sender that died or got no answer may have sent its mail; the mail service
 * then reports an event within this time (record-mail-outcome).
 */
export const outcomeWait = 5 * 60_000;

/**
 * What an operator can do something about: `daily-quota` (throttled): the quota of the last 24 hours is used up · of `blocked`:
 * `sandbox`: the account may write to verified addresses only · `sender-not-verified` · `sending-paused`. docs/runbook.md, "mail codes".
 */
export type MailCode = 'daily-quota' | 'sandbox' | 'sender-not-verified' | 'sending-paused';

/** The mail service did not take a mail; `reason` says what to do with it, `code` names causes of their own for the log. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  readonly reason: MailFailure;
  readonly code: MailCode | undefined;
  constructor(reason: MailFailure, { code, ...options }: { readonly cause?: unknown; readonly code?: MailCode } = {}) {
    super(reason, options);
    this.reason = reason;
    this.code = code;
  }
}

/**
 * The error to answer when the mail to the call's `email` was not taken: `invalid-fields` when the service rejects the address
 * (R12.2), else `busy`. Any other error is returned unchanged.
 */
export function mailProblem(error: unknown): unknown {
  if (!(error instanceof MailNotSent)) return error;
  // Without a cause: an operator can do nothing about a wrong address.
  return error.reason === 'rejected'
    ? invalidFields('email')
    : new DomainError('busy', {}, { retryAfterSeconds: 5, cause: error });
}
