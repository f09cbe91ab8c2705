import { type Mailer, MailNotSent } from '#shared/mail/mail.ts';
import { epostaEndedMail } from '#shared/policies/eposta-ended-mail.ts';
import type { Notice, Notices } from '#shared/policies/notice.ts';
import { describeError, log } from '#shared/runtime/log.ts';

type Needs = {
  readonly notices: Notices;
  readonly mailer: Mailer;
  readonly origin: string;
  readonly now: () => Date;
};

/** What a run came to; `postponed` are tried again by a later one. */
export type NoticeCounts = { sent: number; dropped: number; postponed: number };

/** Longer than a run, ms: while it holds nobody else sends the notice. */
const lease = 5 * 60_000;
/** SES takes a few a second; what remains is the next run's. */
const mostPerRun = 100;

/**
 * Mails the notices that wait, each once: a notice is leased, sent and removed. Only a run that dies between sending and
 * removing, or does not hear what became of its mail, makes a second one, when the lease is over: better twice than never.
 */
export const sendNotices = ({ notices, mailer, origin, now }: Needs) => {
  async function send(notice: Notice): Promise<keyof NoticeCounts> {
    const at = now();
    if (!(await notices.lease(notice, at, new Date(at.getTime() + lease)))) return 'postponed';
    const recipient = await notices.recipientOf(notice.accountId);
    if (!recipient) {
      await notices.remove(notice);
      return 'dropped';
    }
    const { email, language } = recipient;
    try {
      await mailer.send(email, language, epostaEndedMail(language, origin, notice.policyNumber));
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      log.error('notice-not-sent', { operation: 'send-notices', noticeId: notice.noticeId, reason: error.reason });
      if (error.reason === 'throttled') await notices.release(notice);
      // A mail that is never taken must not be tried for ever.
      if (error.reason === 'rejected') await notices.remove(notice);
      return error.reason === 'rejected' ? 'dropped' : 'postponed';
    }
    await notices.remove(notice);
    return 'sent';
  }

  return async (): Promise<NoticeCounts> => {
    const counts: NoticeCounts = { sent: 0, dropped: 0, postponed: 0 };
    for (const notice of await notices.waiting(mostPerRun)) {
      // One by one: this is rare, and SES has a rate.
      const outcome = await send(notice).catch((error: unknown) => {
        const fields = { operation: 'send-notices', noticeId: notice.noticeId };
        log.error('notice-not-sent', { ...fields, ...describeError(error) });
        return 'postponed' as const;
      });
      counts[outcome]++;
    }
    return counts;
  };
};
