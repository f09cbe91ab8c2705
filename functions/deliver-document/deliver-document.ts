import type { Decision } from '#shared/documents/delivery/delivery.ts';
import { type Deliveries, hadBegun, type Upload } from '#shared/documents/delivery/delivery.ts';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import type { RefusalReason, RefusalReports } from '#shared/documents/delivery/refusal.ts';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { isWithinAccess } from '#shared/documents/reading/access-window.ts';
import { documentTitle } from '#shared/documents/reading/document.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { type AnnouncingNeeds, announceDocument } from './announce-document.ts';
import { type InspectingNeeds, inspectUpload } from './inspect-upload.ts';

type Needs = AnnouncingNeeds &
  InspectingNeeds & {
    readonly deliveries: Deliveries;
    readonly reports: RefusalReports;
  };

/** What became of an upload, for the log. `given-up`: its account is cancelled · `window-ended`: nobody could read it any more. */
export type DeliveryOutcome =
  | 'announced'
  | 'unannounced'
  | 'announced-before'
  | 'repeated'
  | 'given-up'
  | 'window-ended'
  | 'folder'
  | `refused-${RefusalReason}`;

/** An upload to a policy, as its key says. */
type PolicyUpload = Upload & { readonly policyNumber: string; readonly fileName: string };

/**
 * Delivers one uploaded document (R5.1): under its customer's account with its hash, and with exactly one mail, however
 * often the event comes. What cannot be delivered is reported for paper (R9.3), and so is a document whose mail is refused
 * for good (R9.5). Which of these it is, and whose document it is, is decided once (decision.ts): every later event follows
 * that. Throws Postponed for what must come back: another worker's lease, a throttled mail service.
 */
export const deliverDocument = (needs: Needs) => {
  const { deliveries, reports, now } = needs;
  const announce = announceDocument(needs);
  const inspect = inspectUpload(needs);

  async function report(object: UploadedObject, documentId: string, reason: RefusalReason, at: Date) {
    await reports.report({ documentId, object, reason, at });
    return `refused-${reason}` as const;
  }

  /** The document is where it was recorded; its mail may have to be sent yet, to that account and to nobody else. */
  async function resume(upload: PolicyUpload, accountId: string, documentId: string): Promise<DeliveryOutcome> {
    switch (await deliveries.takeLease(accountId, documentId, now())) {
      case 'settled':
        return 'announced-before';
      case 'held':
        throw new Postponed('lease-held');
      case 'gone':
        return 'given-up';
      case 'taken': {
        const recipient = await deliveries.recipientOf(accountId);
        // Cancelled meanwhile: finish-cancelling erases the document with its bytes (R11.1).
        if (!recipient) return 'given-up';
        return announce({ documentId, key: upload.key, policyNumber: upload.policyNumber }, accountId, recipient);
      }
    }
  }

  function follow(upload: PolicyUpload, decision: Decision | undefined): Promise<DeliveryOutcome> | DeliveryOutcome {
    switch (decision?.outcome) {
      case undefined:
        throw new Postponed('decided-meanwhile');
      case 'recorded':
        return resume(upload, decision.accountId, decision.documentId);
      case 'repeated':
        return 'repeated';
      case 'refused':
        // Whoever refused it may have died before the report.
        return report(upload, decision.documentId, decision.reason, decision.decidedAt);
    }
  }

  async function decide(upload: PolicyUpload): Promise<DeliveryOutcome> {
    const { documentId, policyNumber, key, versionId, uploadedAt } = upload;
    const refuse = async (reason: RefusalReason) => follow(upload, await deliveries.refuse(upload, reason, now()));

    const enrolment = await deliveries.enrolmentOf(policyNumber);
    if (!enrolment)
      return refuse((await deliveries.isPolicyKnown(policyNumber)) ? 'policy-not-enrolled' : 'unknown-policy');
    // Before it, the policy was another's, or nobody had asked for electronic post: the insurer sends paper (R9.2a).
    if (!hadBegun(enrolment, uploadedAt)) return refuse('policy-not-enrolled');
    const [recipient, inspected] = await Promise.all([
      deliveries.recipientOf(enrolment.accountId),
      inspect(upload, enrolment),
    ]);
    if (inspected.refused) return refuse(inspected.refused);
    if (!recipient) return refuse('policy-not-enrolled');

    const title = documentTitle(inspected.kind, upload.fileName);
    const document = { documentId, policyNumber, ...inspected, title, uploadedAt, key, versionId };
    // First: who finds the document recorded vouches for it no more.
    await deliveries.vouchFor(document);
    const recording = await deliveries.record(document, enrolment, now());
    switch (recording) {
      case 'recorded':
        return announce(document, enrolment.accountId, recipient);
      case 'recorded-before':
        return resume(upload, enrolment.accountId, documentId);
      case 'decided':
        return follow(upload, await deliveries.decisionOf(upload));
      case 'repeated':
        return 'repeated';
      case 'not-enrolled':
        return refuse('policy-not-enrolled');
      case 'withdrawn':
        return refuse('withdrawn');
    }
  }

  return async (object: UploadedObject): Promise<DeliveryOutcome> => {
    const documentId = documentIdOf(object);
    const key = readUploadKey(object.key);
    if (key.kind === 'folder') return 'folder';
    if (key.kind === 'no-policy-number') return report(object, documentId, 'no-policy-number', now());
    // Only an old event comes that late, and its document has gone with its window (R6.1).
    if (!isWithinAccess(object.uploadedAt, now())) return 'window-ended';

    const upload = { ...object, documentId, policyNumber: key.policyNumber, fileName: key.fileName };
    const decision = await deliveries.decisionOf(upload);
    return decision ? follow(upload, decision) : decide(upload);
  };
};
