import { randomBytes } from 'node:crypto';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import type { MailLog } from '#shared/messages/mail-outcomes/mail-log.ts';
import type { PasswordSms } from '#shared/messages/sms/sms.ts';
import type { SmsLog } from '#shared/messages/sms-outcomes/sms-log.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';

/** A new id for one message. It sorts by time and fits into message contexts and mail tags (letters, digits and `-`). */
export const newAttempt = (at: Date): string => `${attemptsFrom(at)}-${randomBytes(6).toString('hex')}`;

/** A text that sorts before every attempt made at this time or later. */
export const attemptsFrom = (time: Date): string => time.getTime().toString(36).padStart(9, '0');

/** The time at which the attempt was made. */
export const attemptedAt = (attempt: string): Date => new Date(Number.parseInt(attempt.split('-')[0] ?? '', 36));

/**
 * Sends password SMS, and records each attempt with its outcome on the account (R10.2). If the record fails, an SMS that was sent
 * still counts as sent.
 */
export const followedSms = (sms: PasswordSms, smsLog: Pick<SmsLog, 'noteSending'>, now: () => Date): PasswordSms => ({
  async send(mobile, language, password, about) {
    if (!about) return sms.send(mobile, language, password);
    const at = now();
    const attempt = newAttempt(at);
    const outcome = await sms.send(mobile, language, password, { ...about, attempt });
    try {
      await smsLog.noteSending({
        subject: { kind: 'account', accountId: about.accountId },
        attempt,
        at,
        ...(outcome.sent
          ? { state: 'accepted', isFinal: false }
          : { state: 'refused', isFinal: true, code: outcome.code }),
      });
    } catch (error) {
      log.error('sms-not-noted', describeError(error));
    }
    return outcome;
  },
});

/**
 * Sends mails, and records the purpose and outcome of each mail to an account (the tag `account`) for the helpdesk (R10.2). Not
 * for mails about documents, whose outcome is on the document. If the record fails, a mail that was sent still counts as sent.
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
