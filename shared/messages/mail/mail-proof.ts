import { createHash } from 'node:crypto';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { type Letterhead, mailText } from './layout.ts';
import type { Mailer } from './mail.ts';

/** What proves a mail, without its address and its words. Hashes are SHA-256 in lower-case hexadecimal. */
export type MailProof = {
  /** The id of the document or account that the mail is about. */
  readonly subject: string;
  /** The account that it was sent to. */
  readonly accountId?: string | undefined;
  readonly at: Date;
  /** SES's id of the mail. */
  readonly messageId: string;
  readonly purpose: string;
  readonly addressHash: string;
  /** Of the text form. */
  readonly textHash: string;
};

export type MailProofs = { readonly note: (proof: MailProof) => Promise<void> };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * The hash of the address that a mail went to. With the mail's id in it, equal addresses have different hashes, so that nobody
 * finds out by it who shares an address; whoever knows the address can still prove it.
 */
export const addressHashOf = (messageId: string, address: string): string =>
  sha256(`${messageId}\n${address.toLowerCase()}`);

/**
 * Sends mails, and keeps what proves each mail about a document or an account (the tags `document`, `account`, `cancelled`). If
 * that fails, a mail that was sent still counts as sent.
 */
export const provingMailer = (
  mailer: Mailer,
  {
    proofs,
    letterhead,
    now,
  }: { readonly proofs: MailProofs; readonly letterhead: Letterhead; readonly now: () => Date },
): Mailer => ({
  async send(to, language, content, tags = {}) {
    const at = now();
    const sent = await mailer.send(to, language, content, tags);
    const { messageId } = sent;
    const subject = tags.document ?? tags.account ?? tags.cancelled;
    if (subject === undefined) return sent;
    const hashes = {
      addressHash: addressHashOf(messageId, to),
      textHash: sha256(mailText(content, language, letterhead)),
    };
    const purpose = tags.purpose ?? (tags.document === undefined ? 'other' : 'new-document');
    await proofs
      .note({ subject, accountId: tags.account ?? tags.cancelled, at, messageId, purpose, ...hashes })
      .catch((error: unknown) => log.error('mail-not-proved', describeError(error)));
    return sent;
  },
});
