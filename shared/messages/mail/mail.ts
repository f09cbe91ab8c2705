import type { Language } from '#shared/contract/fields.ts';
import { DomainError, invalidFields } from '#shared/platform/runtime/domain-error.ts';

/** A line of a mail that can be copied whole: its value, which has the line for itself, and its label on the line before. */
export type MailLine = string | { readonly label: string; readonly value: string };

export const lineValue = (line: MailLine): string => (typeof line === 'string' ? line : line.value);

/** The words of one mail. The layout (the insurer's line, the helpline) is the same for all. */
export type MailContent = {
  /** Must hold no personal data (R12.1): locked screens show subjects, and servers on the way log them. */
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Each value is on a line of its own (a username, a password). */
  readonly lines?: readonly MailLine[];
  /** The one thing to do. The text form has the address on a line of its own. */
  readonly action?: {
    readonly label: string;
    readonly url: string;
    /** The token itself; the page asks for it if a mail program cut off the end of the link. */
    readonly code?: string;
  };
  /** Paragraphs after the lines and the action: how long they are valid, what to do if it was not the reader who asked. */
  readonly closing?: readonly string[];
};

/** Message tags by name: only ASCII letters, digits, `_` and `-`. Each event of the mail carries them. */
export type MailTags = Readonly<Record<string, string>>;

export type Mailer = {
  /** Sends one mail and returns the mail service's id for it. Throws MailNotSent. */
  send(to: string, language: Language, content: MailContent, tags?: MailTags): Promise<{ readonly messageId: string }>;
};

/**
 * `throttled`: too fast, retry later · `rejected`: the service will never take this mail · `blocked`: the service takes no mail
 * of the portal until an operator has repaired the set-up · `unavailable`: anything else; only then may the mail have been sent.
 */
export type MailFailure = 'throttled' | 'rejected' | 'blocked' | 'unavailable';

/**
 * How long to wait before sending again, in ms. If a sender died or got no answer, its mail may have been sent; then the mail
 * service reports an event within this time (record-mail-outcome).
 */
export const outcomeWait = 5 * 60_000;

/**
 * Causes that an operator can repair. `daily-quota` (throttled): the quota of the last 24 hours is used up. Of `blocked`:
 * `sandbox`: the account may only write to verified addresses · `sender-not-verified` · `sending-paused`. See docs/runbook.md,
 * "mail codes".
 */
export type MailCode = 'daily-quota' | 'sandbox' | 'sender-not-verified' | 'sending-paused';

/** The mail service did not take a mail. `reason` says what to do with it; `code` names a cause for the log. */
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
 * The error to answer if the mail to the call's `email` was not taken: `invalid-fields` if the service rejects the address
 * (R12.2), otherwise `busy`. Returns any other error unchanged.
 */
export function mailProblem(error: unknown): unknown {
  if (!(error instanceof MailNotSent)) return error;
  // Without a cause, because an operator can do nothing about a wrong address.
  return error.reason === 'rejected'
    ? invalidFields('email')
    : new DomainError('busy', {}, { retryAfterSeconds: 5, because: `mail-${error.reason}`, cause: error });
}
