import { contactChangedMail, mobileChangedText } from '#shared/customers/contacts/contact-messages.ts';
import { type Mailer, type MailFailure, MailNotSent, outcomeWait } from '#shared/messages/mail/mail.ts';
import type { TextSms } from '#shared/messages/sms/sms.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { epostaEndedMail } from '#shared/policies/eposta-ended-mail.ts';
import type { Notice, Notices, Recipient } from './notice.ts';

export type SendNoticeNeeds = {
  readonly notices: Pick<Notices, 'release' | 'remove'>;
  readonly mailer: Mailer;
  /** Absent where none may be sent: texts are left to send-notices. */
  readonly sms?: TextSms;
  readonly origin: string;
};

/** The longest run (2 minutes) and the wait for its message's event, ms: while it holds nobody else sends the notice. */
export const noticeLease = 2 * 60_000 + outcomeWait;

/** Refusals of the SMS service by which a text was certainly not sent: never to this number, and not now. */
const refusedForGood = ['ConflictException', 'ValidationException'];
const refusedForNow = [
  'ThrottlingException',
  'ServiceQuotaExceededException',
  'AccessDeniedException',
  'ResourceNotFoundException',
];

/**
 * Sends a notice that its caller has leased, and removes it. Where the sender dies in between, or does not hear what became
 * of the message, the message's own event removes it (record-mail-outcome, record-sms-outcome); only without that event is it
 * sent again when the lease is over: better twice than never. Never throws: what failed is logged, and `postponed` is tried
 * again by send-notices.
 */
export async function sendNotice(
  needs: SendNoticeNeeds,
  notice: Notice,
  recipient: Recipient,
): Promise<'sent' | 'dropped' | 'postponed'> {
  const { notices } = needs;
  const { noticeId } = notice;
  try {
    const failure = await handOver(needs, notice, recipient);
    if (failure !== undefined) log.error('notice-not-sent', { operation: 'send-notices', noticeId, reason: failure });
    // An unknown outcome keeps the lease: the message may be on its way.
    if (failure === 'unavailable') return 'postponed';
    if (failure === 'throttled' || failure === 'blocked') {
      await notices.release(notice);
      return 'postponed';
    }
    // A message that is never taken must not be tried for ever.
    await notices.remove(notice);
    return failure === 'rejected' ? 'dropped' : 'sent';
  } catch (error) {
    log.error('notice-not-sent', { operation: 'send-notices', noticeId, ...describeError(error) });
    return 'postponed';
  }
}

/** Gives the message to the mail or SMS service; why it was not taken, or undefined. */
async function handOver(
  { mailer, sms, origin }: SendNoticeNeeds,
  notice: Notice,
  { to, language }: Recipient,
): Promise<MailFailure | undefined> {
  const about = { notice: notice.noticeId, account: notice.accountId };
  try {
    if (notice.kind === 'ended-by-postal-cheque')
      await mailer.send(to, language, epostaEndedMail(language, origin, notice.policyNumber), {
        ...about,
        purpose: 'eposta-ended',
      });
    else if (notice.by === 'text') return await text(sms, to, mobileChangedText(language), about);
    else
      await mailer.send(to, language, contactChangedMail(language, notice.changed, origin), {
        ...about,
        purpose: 'contact-changed',
      });
    return undefined;
  } catch (error) {
    if (error instanceof MailNotSent) return error.reason;
    throw error;
  }
}

async function text(
  sms: TextSms | undefined,
  to: string,
  words: string,
  about: Readonly<Record<string, string>>,
): Promise<MailFailure | undefined> {
  if (!sms) return 'blocked';
  const outcome = await sms.send(to, words, about);
  if (outcome.sent) return undefined;
  if (refusedForGood.includes(outcome.code)) return 'rejected';
  return refusedForNow.includes(outcome.code) ? 'throttled' : 'unavailable';
}
