import { type Mailer, MailNotSent, outcomeWait } from '#shared/mail/mail.ts';
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

/** The longest run (2 minutes) and the wait for its mail's event, ms: while it holds nobody else sends the notice. */
const lease = 2 * 60_000 + outcomeWait;
/** SES takes a few a second; what remains is the next run's. */
const mostPerRun = 100;

/**
 * Mails the notices that wait, each once: a notice is leased, sent and removed. Where a run dies between sending and
 * removing, or does not hear what became of its mail, the mail's Send event removes it (record-mail-outcome). Only
 * without that event is it sent again when the lease is over: better twice than never.
 */
export const sendNotices = ({ notices, mailer, origin, now }: Needs) => {
  async function send(notice: Notice): Promise<keyof NoticeCounts> {
    const at = now();
    if (!(await notices.lease(notice, at, new Date(at.getTime() + lease)))) return 'postponed';
    const recipient = await notices.recipientOf(notice.accountId);
    if (!recipient) {
      await notices.remove(notice.noticeId);
      return 'dropped';
    }
    const { email, language } = recipient;
    try {
      const tags = { notice: notice.noticeId, account: notice.accountId, purpose: 'eposta-ended' };
      await mailer.send(email, language, epostaEndedMail(language, origin, notice.policyNumber), tags);
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      log.error('notice-not-sent', { operation: 'send-notices', noticeId: notice.noticeId, reason: error.reason });
      // A mail that is never taken must not be tried for ever.
      if (error.reason === 'rejected') await notices.remove(notice.noticeId);
      // An unknown outcome keeps the lease: the mail may be on its way.
      else if (error.reason !== 'unavailable') await notices.release(notice);
      return error.reason === 'rejected' ? 'dropped' : 'postponed';
    }
    await notices.remove(notice.noticeId);
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
