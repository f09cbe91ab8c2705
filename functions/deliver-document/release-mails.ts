import { uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import type { MailAllowance } from '#shared/documents/delivery/mail-allowance.ts';
import type { WaitingMail, WaitingMails } from '#shared/documents/delivery/waiting-mails.ts';
import type { Redeliveries } from '#shared/documents/withdrawal/withdrawal.ts';
import { log } from '#shared/platform/runtime/log.ts';

type Needs = {
  readonly waiting: Pick<WaitingMails, 'read' | 'remove'>;
  readonly allowance: Pick<MailAllowance, 'left'>;
  readonly redeliveries: Redeliveries;
  /** As many as can be sent until the next run. */
  readonly mostPerRun: number;
  readonly now: () => Date;
};

/** The counts of a run. `oldestWaitingSeconds`: the age of the oldest document whose mail still waits, 0 for none. */
export type ReleaseCounts = { released: number; unreadable: number; oldestWaitingSeconds: number };

/** How many mails are handed back at the same time. */
const atOnce = 25;

/**
 * Hands waiting mails back to the delivery's queue, oldest document first, as many as the quota has room for (R5.1a). The
 * delivery finds the document recorded and only sends its mail. A mail that is handed back twice is sent once, because of the
 * delivery's lease.
 */
export const releaseMails =
  ({ waiting, allowance, redeliveries, mostPerRun, now }: Needs) =>
  async (): Promise<ReleaseCounts> => {
    const counts: ReleaseCounts = { released: 0, unreadable: 0, oldestWaitingSeconds: 0 };

    /** The message first: if a run dies in between, the mail is handed back again. */
    async function release(mail: WaitingMail) {
      await redeliveries.put(mail.object);
      await waiting.remove(mail);
      counts.released++;
    }

    let page = await waiting.read(undefined);
    if (page.waiting.length === 0) return counts;
    let room = Math.min(await allowance.left(), mostPerRun);
    for (;;) {
      const readable = page.waiting.flatMap(({ mail }) => mail ?? []);
      for (const { documentId, mail } of page.waiting) {
        if (mail) continue;
        counts.unreadable++;
        log.error('item-unreadable', { operation: 'deliver-document', kind: 'WAITINGMAILS', documentId });
      }
      const due = readable.slice(0, room);
      for (let at = 0; at < due.length; at += atOnce) await Promise.all(due.slice(at, at + atOnce).map(release));
      room -= due.length;
      const oldest = readable[due.length];
      if (oldest)
        counts.oldestWaitingSeconds = Math.round((now().getTime() - uploadTimeOf(oldest.documentId).getTime()) / 1000);
      if (oldest || page.next === undefined) return counts;
      page = await waiting.read(page.next);
    }
  };
