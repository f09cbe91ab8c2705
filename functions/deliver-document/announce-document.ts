import type { Deliveries, Recipient } from '#shared/documents/delivery/delivery.ts';
import type { MailPace } from '#shared/documents/delivery/mail-pace.ts';
import { newDocumentMail } from '#shared/documents/delivery/new-document-mail.ts';
import type { AnnouncedDocument, MailOutcomes, MailReports } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';

export type AnnouncingNeeds = {
  readonly deliveries: Pick<Deliveries, 'markAnnounced' | 'markUnannounced' | 'releaseLease'>;
  readonly mailer: Mailer;
  readonly mailReports: MailReports;
  readonly mailOutcomes: Pick<MailOutcomes, 'noteOnAccount'>;
  readonly pace: MailPace;
  readonly origin: string;
  readonly now: () => Date;
};

/**
 * Sends the one mail about a document whose lease the caller holds (R5.1). `unannounced`: the mail service refuses it for
 * good, and the insurer gets a report (R9.5). Throws Postponed when the queue must repeat the event.
 */
export const announceDocument = (needs: AnnouncingNeeds) => {
  const { deliveries, mailer, mailReports, mailOutcomes, pace, origin, now } = needs;

  /** The mail service refuses this address for good: the insurer sends paper, the customer learns it at the next sign-in. */
  async function giveUpMail({ documentId, key, policyNumber }: AnnouncedDocument, accountId: string, address: string) {
    const at = now();
    await Promise.all([
      mailReports.report({ documentId, key, policyNumber }, 'rejected', at),
      mailOutcomes.noteOnAccount({ accountId, address, at }, false),
    ]);
    // Last: when a step before failed, the repetition repeats all of them.
    await deliveries.markUnannounced(accountId, documentId, at);
  }

  return async (
    document: AnnouncedDocument,
    accountId: string,
    { email, language }: Recipient,
  ): Promise<'announced' | 'unannounced'> => {
    const { documentId } = document;
    await pace();
    try {
      // The mail's events carry these two (record-mail-outcome); neither is personal data.
      const tags = { document: documentId, account: accountId };
      await mailer.send(email, language, newDocumentMail(language, origin), tags);
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      // An unknown outcome keeps the lease: the mail may be on its way.
      if (error.reason === 'unavailable') throw new Postponed('mail-outcome-unknown', { cause: error });
      if (error.reason === 'rejected') {
        await giveUpMail(document, accountId, email);
        return 'unannounced';
      }
      await deliveries.releaseLease(accountId, documentId);
      throw error.reason === 'throttled' ? new Postponed('mail-throttled', { cause: error }) : error;
    }
    await deliveries.markAnnounced(accountId, documentId, now());
    return 'announced';
  };
};
