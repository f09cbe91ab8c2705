import * as v from 'valibot';
import { type Mailer, type MailFailure, MailNotSent, outcomeWait } from '#shared/messages/mail/mail.ts';
import type { Notice, Notices, Recipient } from '#shared/messages/notices/notice.ts';
import type { TextSms } from '#shared/messages/sms/sms.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';
import { agreementMail } from '#shared/policies/agreement-mail.ts';
import { epostaEndedMail } from '#shared/policies/eposta-ended-mail.ts';
import { lockMail } from '#shared/sign-in/guard/lock-mail.ts';
import { browserKind } from '#shared/sign-in/lanes/browser-kind.ts';
import { newBrowserMail } from '#shared/sign-in/lanes/new-browser-mail.ts';
import { passkeyMail } from '#shared/sign-in/passkeys/passkey-mail.ts';
import { secondStepMail } from '#shared/sign-in/second-step/second-step-mail.ts';
import { sessionReplayedMail } from '#shared/sign-in/sessions/session-replayed-mail.ts';
import { contestRejectedMail, registrationContestedMail } from '../contesting/contested-mail.ts';
import { contactChangedMail, mobileChangedText } from './contact-messages.ts';

export type SendNoticeNeeds = {
  readonly notices: Pick<Notices, 'release' | 'remove'>;
  readonly mailer: Mailer;
  /** Absent in functions without permission to send texts; send-notices sends these. */
  readonly sms?: TextSms;
  readonly origin: string;
};

/** How long a sender holds a notice's lease, in ms: the longest run (2 minutes) plus the wait for the message's event. */
export const noticeLease = 2 * 60_000 + outcomeWait;

/** Errors of the SMS service that mean the text was certainly not sent and a retry will not help. */
const refusedForGood = ['ConflictException', 'ValidationException'];
const refusedForNow = [
  'ThrottlingException',
  'ServiceQuotaExceededException',
  'AccessDeniedException',
  'ResourceNotFoundException',
];

/**
 * Sends a notice that the caller has leased, and deletes it. If the sender dies in between or gets no answer, the message's own
 * event deletes the notice (record-mail-outcome, record-sms-outcome). Without that event the notice is sent again after the
 * lease: better twice than never. Never throws: it logs each failure, and send-notices retries the `postponed`.
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
    // If the outcome is unknown, the lease stays: the message may be on its way.
    if (failure === 'unavailable') return 'postponed';
    if (failure === 'throttled' || failure === 'blocked') {
      await notices.release(notice);
      return 'postponed';
    }
    // The service will never take this message: do not retry for ever.
    await notices.remove(notice);
    return failure === 'rejected' ? 'dropped' : 'sent';
  } catch (error) {
    log.error('notice-not-sent', { operation: 'send-notices', noticeId, ...describeError(error) });
    return 'postponed';
  }
}

/** Hands the message to the mail or SMS service. Returns why the service refused it, else undefined. */
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
    else if (notice.kind === 'eposta-enrolled' || notice.kind === 'eposta-ended')
      await mailer.send(to, language, agreementMail(language, origin, notice), { ...about, purpose: notice.kind });
    else if (notice.kind === 'registration-contested')
      await mailer.send(to, language, registrationContestedMail(language, origin), {
        ...about,
        purpose: 'registration-contested',
      });
    else if (notice.kind === 'contest-rejected')
      await mailer.send(to, language, contestRejectedMail(language, origin), { ...about, purpose: 'contest-rejected' });
    else if (notice.kind === 'locked')
      await mailer.send(to, language, lockMail(language, origin, notice), { ...about, purpose: 'locked' });
    else if (notice.kind === 'new-browser')
      await mailer.send(
        to,
        language,
        newBrowserMail(language, origin, { ...v.parse(browserKind, notice), at: notice.at }),
        {
          ...about,
          purpose: 'new-browser',
        },
      );
    else if (notice.kind === 'passkey-added' || notice.kind === 'passkey-removed')
      await mailer.send(
        to,
        language,
        passkeyMail(language, origin, { ...v.parse(browserKind, notice), kind: notice.kind, at: notice.at }),
        { ...about, purpose: notice.kind },
      );
    else if (
      notice.kind === 'second-step-on' ||
      notice.kind === 'second-step-off' ||
      notice.kind === 'second-step-kept'
    )
      await mailer.send(
        to,
        language,
        secondStepMail(language, origin, { ...v.parse(browserKind, notice), kind: notice.kind, at: notice.at }),
        { ...about, purpose: notice.kind },
      );
    else if (notice.kind === 'session-replayed')
      await mailer.send(to, language, sessionReplayedMail(language, origin), { ...about, purpose: 'session-replayed' });
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
