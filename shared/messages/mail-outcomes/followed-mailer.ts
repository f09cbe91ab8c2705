import type { Mailer } from '#shared/messages/mail/mail.ts';
import { newAttempt } from '#shared/messages/sms-outcomes/new-attempt.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import type { MailLog } from './mail-log.ts';

/**
 * A mailer whose mails to an account (the tag `account`) are kept with their purpose and outcome, for the helpdesk (R10.2).
 * Mails about a document keep theirs on the document. A mail that went out counts as sent even when keeping that fails.
 */
export const followedMailer = (mailer: Mailer, mailLog: Pick<MailLog, 'noteSent'>, now: () => Date): Mailer => ({
  async send(to, language, content, tags = {}) {
    const { account: accountId, purpose = 'other' } = tags;
    if (accountId === undefined) return mailer.send(to, language, content, tags);
    const at = now();
    const attempt = newAttempt(at);
    const sent = await mailer.send(to, language, content, { ...tags, attempt });
    await mailLog
      .noteSent({ accountId, attempt, purpose, at })
      .catch((error: unknown) => log.error('mail-not-noted', describeError(error)));
    return sent;
  },
});
