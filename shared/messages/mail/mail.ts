import type { Language } from '#shared/contract/fields.ts';

/** What one mail says; the layout (greeting line of the insurer, helpline block) is the same for all. */
export type MailContent = {
  /** Holds no personal data (R12.1): subjects are shown on locked screens and kept in logs on the way. */
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Each stands alone on a line of its own, so that it can be copied whole (a username, a password). */
  readonly lines?: readonly string[];
  /** The one thing to do; in the text form the address stands alone on its line. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Paragraphs after the lines and the action: what to do if it was not the reader, where to look, how long it holds. */
  readonly closing?: readonly string[];
};

/** Message tags by name: ASCII letters, digits, `_` and `-` only; they come back with each event of the mail. */
export type MailTags = Readonly<Record<string, string>>;

export type Mailer = {
  /** Sends one mail and returns the mail service's id of it. Throws MailNotSent. */
  send(to: string, language: Language, content: MailContent, tags?: MailTags): Promise<{ readonly messageId: string }>;
};

/**
 * `throttled`: too fast, try again later · `rejected`: this mail will never be taken · `blocked`: no mail of ours is taken
 * until an operator has mended it · `unavailable`: anything else; only then may the mail be on its way all the same.
 */
export type MailFailure = 'throttled' | 'rejected' | 'blocked' | 'unavailable';

/**
 * A sender that died, or was not answered, may have handed its mail over. The mail service tells so by an event within
 * this time (ms, record-mail-outcome); only then may somebody send again.
 */
export const outcomeWait = 5 * 60_000;

/** The mail service did not take a mail. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  readonly reason: MailFailure;
  constructor(reason: MailFailure, options: { readonly cause?: unknown } = {}) {
    super(reason, options);
    this.reason = reason;
  }
}
