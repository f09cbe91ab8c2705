import type { DocumentKind } from '#shared/contract/fields.ts';
import type { Deliveries, Enrolment, Recipient } from '#shared/documents/delivery.ts';
import { documentIdOf } from '#shared/documents/document-id.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import type { MailPace } from '#shared/documents/mail-pace.ts';
import { newDocumentMail } from '#shared/documents/new-document-mail.ts';
import type { RefusalReason, RefusalReports } from '#shared/documents/refusal.ts';
import { documentTitle } from '#shared/documents/title.ts';
import { readUploadKey } from '#shared/documents/upload-key.ts';
import type { Uploads } from '#shared/documents/uploads.ts';
import { type Mailer, MailNotSent } from '#shared/mail/mail.ts';
import type { AnnouncedDocument, MailOutcomes, MailReports } from '#shared/mail-outcomes/mail-outcomes.ts';
import { Postponed } from '#shared/runtime/queue-worker.ts';
import type { UploadedObject } from '#shared/runtime/s3-event.ts';

type Needs = {
  readonly deliveries: Deliveries;
  readonly uploads: Uploads;
  readonly reports: RefusalReports;
  readonly mailer: Mailer;
  readonly mailReports: MailReports;
  readonly mailOutcomes: Pick<MailOutcomes, 'noteOnAccount'>;
  readonly pace: MailPace;
  readonly origin: string;
  /** Bytes. */
  readonly largestDocument: number;
  readonly now: () => Date;
};

/** What became of an upload, for the log. */
export type DeliveryOutcome =
  | 'announced'
  | 'unannounced'
  | 'announced-before'
  | 'repeated'
  | 'folder'
  | `refused-${RefusalReason}`;

type Inspected =
  | { readonly refused: RefusalReason }
  | {
      readonly refused?: never;
      readonly sha256: string;
      readonly size: number;
      readonly kind: DocumentKind;
    };

/**
 * Delivers one uploaded document (R5.1): under its customer's account with its hash, and with exactly one mail, however
 * often the event comes. What cannot be delivered is reported for paper (R9.3), and so is a document whose mail is refused
 * for good (R9.5). Throws Postponed for what must come back: another worker's lease, a throttled mail service.
 */
export const deliverDocument = (needs: Needs) => {
  const { deliveries, uploads, reports, mailer, mailReports, mailOutcomes, pace, origin, largestDocument, now } = needs;

  async function inspect(object: UploadedObject, enrolment: Enrolment): Promise<Inspected> {
    const upload = await uploads.open(object);
    try {
      if (upload.customerId !== undefined && upload.customerId !== enrolment.customerId)
        return { refused: 'customer-mismatch' };
      if (upload.size > largestDocument) return { refused: 'too-large' };
      const pdf = await inspectPdf(upload.bytes, largestDocument);
      if (!pdf.genuinePdf) return { refused: pdf.reason };
      return { sha256: pdf.sha256, size: pdf.size, kind: upload.kind };
    } finally {
      upload.close();
    }
  }

  async function announce(
    document: AnnouncedDocument,
    { accountId }: Enrolment,
    { email, language }: Recipient,
  ): Promise<'announced' | 'unannounced'> {
    const { documentId } = document;
    await pace();
    try {
      // What becomes of the mail is told by these two (record-mail-outcome); neither says who somebody is.
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
  }

  /** The mail service will never take a mail to this address: the insurer sends paper, the customer is told at the next sign-in. */
  async function giveUpMail({ documentId, key, policyNumber }: AnnouncedDocument, accountId: string, address: string) {
    const at = now();
    await Promise.all([
      mailReports.report({ documentId, key, policyNumber }, 'rejected', at),
      mailOutcomes.noteOnAccount({ accountId, address, at }, false),
    ]);
    // Last: where something of it failed, the repetition does all of it again.
    await deliveries.markUnannounced(accountId, documentId, at);
  }

  return async (object: UploadedObject): Promise<DeliveryOutcome> => {
    const documentId = documentIdOf(object);
    const refuse = async (reason: RefusalReason): Promise<DeliveryOutcome> => {
      await reports.report({ documentId, object, reason, at: now() });
      return `refused-${reason}`;
    };

    const key = readUploadKey(object.key);
    if (key.kind === 'folder') return 'folder';
    if (key.kind === 'no-policy-number') return refuse('no-policy-number');
    const { policyNumber, fileName } = key;

    const enrolment = await deliveries.enrolmentOf(policyNumber);
    if (!enrolment)
      return refuse((await deliveries.isPolicyKnown(policyNumber)) ? 'policy-not-enrolled' : 'unknown-policy');
    const [recipient, inspected] = await Promise.all([
      deliveries.recipientOf(enrolment.accountId),
      inspect(object, enrolment),
    ]);
    if (inspected.refused) return refuse(inspected.refused);
    if (!recipient) return refuse('policy-not-enrolled');

    const document = {
      documentId,
      policyNumber,
      ...inspected,
      title: documentTitle(inspected.kind, fileName),
      uploadedAt: object.uploadedAt,
      key: object.key,
      versionId: object.versionId,
    };
    const [recording] = await Promise.all([
      deliveries.record(document, enrolment, now()),
      deliveries.vouchFor(document),
    ]);
    switch (recording) {
      case 'announced':
        return 'announced-before';
      case 'repeated':
        return 'repeated';
      case 'not-enrolled':
        return refuse('policy-not-enrolled');
      case 'withdrawn':
        return refuse('withdrawn');
      case 'held':
        throw new Postponed('lease-held');
      case 'recorded':
        return announce(document, enrolment, recipient);
    }
  };
};
