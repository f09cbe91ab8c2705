import type { DocumentKind } from '#shared/contract/fields.ts';
import type { Deliveries, Recipient, Upload } from '#shared/documents/delivery/delivery.ts';
import type { MailAllowance } from '#shared/documents/delivery/mail-allowance.ts';
import type { MailPace } from '#shared/documents/delivery/mail-pace.ts';
import { newDocumentMail } from '#shared/documents/delivery/new-document-mail.ts';
import type { WaitingMails } from '#shared/documents/delivery/waiting-mails.ts';
import type { MailOutcomes, MailReports } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { type Mailer, MailNotSent } from '#shared/messages/mail/mail.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';

export type AnnouncingNeeds = {
  readonly deliveries: Pick<Deliveries, 'markAnnounced' | 'markUnannounced' | 'releaseLease'>;
  readonly mailer: Mailer;
  readonly mailReports: MailReports;
  readonly mailOutcomes: Pick<MailOutcomes, 'noteOnAccount'>;
  readonly pace: MailPace;
  readonly allowance: Pick<MailAllowance, 'take' | 'noteUsedUp'>;
  readonly waiting: Pick<WaitingMails, 'put'>;
  readonly origin: string;
  /** Whether mails name the kind of the document and the end of its policy's number. */
  readonly namesDocuments: boolean;
  readonly now: () => Date;
};

/** A recorded upload, under the id of its recording. */
type RecordedUpload = Upload & { readonly policyNumber: string };
type AnnouncedUpload = RecordedUpload & { readonly kind: DocumentKind };

/**
 * Gives up the mail about a document for good; the caller holds its lease. `rejected`: the mail service never takes it for this
 * `address`, which the customer sees at the next sign-in · `contested`: the account is frozen (R10.4). The insurer gets a report
 * and sends paper (R9.5).
 */
export const giveUpMailOf =
  ({ deliveries, mailReports, mailOutcomes, now }: AnnouncingNeeds) =>
  async (
    { documentId, key, policyNumber }: RecordedUpload,
    accountId: string,
    why: 'rejected' | 'contested',
    address?: string,
  ) => {
    const at = now();
    await Promise.all([
      mailReports.report({ documentId, key, policyNumber }, why, at),
      address === undefined ? undefined : mailOutcomes.noteOnAccount({ accountId, address, at }, 'bounced'),
    ]);
    // Last: if an earlier step fails, the retry repeats all of them.
    await deliveries.markUnannounced(accountId, documentId, at);
    return 'unannounced' as const;
  };

/**
 * Sends the one mail about a document; the caller holds its lease (R5.1). `unannounced`: the mail service refuses the mail for
 * good, and the insurer gets a report (R9.5) · `mail-waits`: the service's quota is used up, and release-mails hands the event
 * back when there is room (R5.1a). Throws Postponed when the queue must deliver the event again.
 */
export const announceDocument = (needs: AnnouncingNeeds) => {
  const giveUpMail = giveUpMailOf(needs);
  const { deliveries, mailer, pace, allowance, waiting, origin, namesDocuments, now } = needs;

  /**
   * Takes the event out of the queue, so that waiting neither counts as receives nor reads the file again, however many days it
   * takes.
   */
  async function letWait({ documentId, kind: _, ...object }: AnnouncedUpload, accountId: string) {
    await waiting.put(documentId, object);
    // Last: if a worker dies before this, the queue delivers the event again.
    await deliveries.releaseLease(accountId, documentId);
    return 'mail-waits' as const;
  }

  return async (
    document: AnnouncedUpload,
    accountId: string,
    { email, language }: Recipient,
  ): Promise<'announced' | 'unannounced' | 'mail-waits'> => {
    const { documentId } = document;
    if (!(await allowance.take())) return letWait(document, accountId);
    await pace();
    try {
      // The mail's events carry these tags (record-mail-outcome); they are no personal data.
      const tags = { document: documentId, account: accountId };
      const content = newDocumentMail(language, origin, namesDocuments ? document : undefined);
      await mailer.send(email, language, content, tags);
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      // If the outcome is unknown, the lease stays: the mail may be on its way.
      if (error.reason === 'unavailable') throw new Postponed('mail-outcome-unknown', { cause: error });
      if (error.reason === 'rejected') {
        return giveUpMail(document, accountId, 'rejected', email);
      }
      if (error.code === 'daily-quota') {
        await allowance.noteUsedUp();
        return letWait(document, accountId);
      }
      await deliveries.releaseLease(accountId, documentId);
      throw error.reason === 'throttled' ? new Postponed('mail-throttled', { cause: error }) : error;
    }
    await deliveries.markAnnounced(accountId, documentId, now());
    return 'announced';
  };
};
