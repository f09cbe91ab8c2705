import type { Notice, Notices } from '#shared/notices/notice.ts';
import { noticeLease, type SendNoticeNeeds, sendNotice } from '#shared/notices/send-notice.ts';
import { describeError, log } from '#shared/runtime/log.ts';

type Needs = SendNoticeNeeds & { readonly notices: Notices; readonly now: () => Date };

/** What a run came to; `postponed` are tried again by a later one. */
export type NoticeCounts = { sent: number; dropped: number; postponed: number };

/** SES takes a few a second; what remains is the next run's. */
const mostPerRun = 100;

/** Sends the notices that wait, each once (shared/notices/send-notice.ts); whose recipient is gone is dropped. */
export const sendNotices = (needs: Needs) => {
  const { notices, now } = needs;

  async function send(notice: Notice): Promise<keyof NoticeCounts> {
    const at = now();
    if (!(await notices.lease(notice, at, new Date(at.getTime() + noticeLease)))) return 'postponed';
    const recipient = await notices.recipientOf(notice, at);
    if (recipient) return sendNotice(needs, notice, recipient);
    await notices.remove(notice);
    return 'dropped';
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
