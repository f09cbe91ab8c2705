import * as v from 'valibot';
import type { Cancellations } from '#shared/customers/cancelling/cancellations.ts';
import type { Reminders } from '#shared/documents/reminders/reminders.ts';
import type { Notices } from '#shared/messages/notices/notice.ts';
import type { Recoveries } from '#shared/sign-in/recovery/recoveries.ts';

const tag = v.optional(v.pipe(v.array(v.string()), v.minLength(1)));
const eventSchema = v.object({
  mail: v.object({
    tags: v.optional(v.object({ account: tag, notice: tag, recovery: tag, cancelled: tag, reminder: tag }), {}),
  }),
});

/** Those who send mails and wait to learn that SES took them. */
export type MailSenders = {
  readonly notices: Pick<Notices, 'remove'>;
  readonly recoveries: Pick<Recoveries, 'markTaken'>;
  readonly cancellations: Pick<Cancellations, 'settleMail'>;
  readonly reminders: Pick<Reminders, 'markTaken'>;
};

/**
 * Marks the notice, the recovery, the reminder or the cancelled registration of a mail as sent when SES reports any event about the mail: then
 * SES took it. So if a sender died after sending, no second mail is sent. Returns what was marked, for the log; undefined for any
 * other mail.
 */
export async function markTaken(
  { notices, recoveries, cancellations, reminders }: MailSenders,
  body: string,
): Promise<string | undefined> {
  if (!body.startsWith('{')) return undefined;
  const { tags } = v.parse(eventSchema, JSON.parse(body)).mail;
  const [cancelled] = tags.cancelled ?? [];
  if (cancelled !== undefined) {
    await cancellations.settleMail(cancelled, 'sent');
    return 'cancelled-taken';
  }
  const [accountId] = tags.account ?? [];
  const [noticeId] = tags.notice ?? [];
  const [recoveryId] = tags.recovery ?? [];
  if (accountId === undefined) return undefined;
  if (noticeId !== undefined) {
    await notices.remove({ accountId, noticeId });
    return 'notice-taken';
  }
  const [reminder] = tags.reminder ?? [];
  if (reminder !== undefined) {
    await reminders.markTaken(accountId, Number(reminder));
    return 'reminder-taken';
  }
  if (recoveryId === undefined) return undefined;
  await recoveries.markTaken(accountId, recoveryId);
  return 'recovery-taken';
}
