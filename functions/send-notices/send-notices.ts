import { noticeLease, type SendNoticeNeeds, sendNotice } from '#shared/customers/contacts/send-notice.ts';
import type { Notice, NoticePage, Notices, WaitingNotice } from '#shared/messages/notices/notice.ts';
import { describeError, type LogFields, log } from '#shared/platform/runtime/log.ts';

type Needs = SendNoticeNeeds & { readonly notices: Notices; readonly now: () => Date };

/** The counts of a run. A later run retries the `postponed`; the `unreadable` wait for an operator. */
export type NoticeCounts = { sent: number; dropped: number; postponed: number; unreadable: number };

/** SES takes a few a second; the next run sends the rest. */
const mostPerRun = 100;
/** After so many mails (or texts) that were not taken, a run sends no more of that channel. */
const mostFailures = 10;
/** A run begins no message after this time (ms), well within its two minutes. */
const beginsWithin = 90_000;

const channelOf = (notice: Notice) =>
  notice.kind === 'contact-changed' && notice.by === 'text' ? ('text' as const) : ('mail' as const);

const logFailure = (noticeId: string, why: LogFields) =>
  log.error('notice-not-sent', { operation: 'send-notices', noticeId, ...why });

/**
 * Sends the waiting notices, each once (sendNotice), and drops those whose recipient is gone (R11.2). A notice that cannot be
 * read or sent stays and does not delay the others; texts that are not taken do not delay mails. Returns the counts for the log.
 */
export const sendNotices = (needs: Needs) => {
  const { notices, now } = needs;

  return async (): Promise<NoticeCounts> => {
    const counts: NoticeCounts = { sent: 0, dropped: 0, postponed: 0, unreadable: 0 };
    const failures = { mail: 0, text: 0 };
    const startedAt = now().getTime();
    let tried = 0;

    const mayBegin = () => tried < mostPerRun && now().getTime() - startedAt < beginsWithin;

    /** A lock brings one mail a day at most, and none once it has ended (R3.5). */
    async function isStillWanted(notice: Notice, at: Date): Promise<boolean> {
      if (notice.kind !== 'locked') return true;
      return Date.parse(notice.lockedUntil) > at.getTime() && (await notices.takeLockMail(notice));
    }

    async function send(notice: Notice): Promise<keyof NoticeCounts> {
      const at = now();
      const channel = channelOf(notice);
      const isLeased = notice.leaseUntil !== undefined && notice.leaseUntil > at.getTime();
      if (isLeased || failures[channel] >= mostFailures || !mayBegin()) return 'postponed';
      if (!(await notices.lease(notice, at, new Date(at.getTime() + noticeLease)))) return 'postponed';
      const recipient = await notices.recipientOf(notice, at);
      if (recipient === 'frozen') {
        await notices.release(notice);
        return 'postponed';
      }
      if (!recipient || !(await isStillWanted(notice, at))) {
        await notices.remove(notice);
        return 'dropped';
      }
      tried++;
      const outcome = await sendNotice(needs, notice, recipient);
      if (outcome === 'postponed') failures[channel]++;
      return outcome;
    }

    async function judge({ noticeId, notice }: WaitingNotice): Promise<keyof NoticeCounts> {
      if (notice) return send(notice);
      logFailure(noticeId, { error: 'unreadable' });
      return 'unreadable';
    }

    let after: string | undefined;
    do {
      const page: NoticePage = await notices.read(after);
      for (const waiting of page.waiting) {
        // One by one: notices are rare, and SES limits the rate.
        const outcome = await judge(waiting).catch((error: unknown) => {
          logFailure(waiting.noticeId, describeError(error));
          return 'postponed' as const;
        });
        counts[outcome]++;
      }
      after = page.next;
    } while (after !== undefined && mayBegin());
    return counts;
  };
};
