import type { Decision } from '#shared/documents/delivery/delivery.ts';
import { contentWait, type Deliveries, hadBegun, type Upload } from '#shared/documents/delivery/delivery.ts';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import type { RefusalReason, RefusalReports } from '#shared/documents/delivery/refusal.ts';
import { readUploadKey } from '#shared/documents/delivery/upload-key.ts';
import { isWithinAccess } from '#shared/documents/reading/access-window.ts';
import { documentTitle } from '#shared/documents/reading/document.ts';
import type { StoredVersions } from '#shared/documents/retention/stored-versions.ts';
import { Postponed } from '#shared/platform/runtime/queue-worker.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { type AnnouncingNeeds, announceDocument, giveUpMailOf } from './announce-document.ts';
import { type InspectingNeeds, inspectUpload } from './inspect-upload.ts';

type Needs = AnnouncingNeeds &
  InspectingNeeds & {
    readonly deliveries: Deliveries;
    readonly stored: Pick<StoredVersions, 'note'>;
    readonly reports: RefusalReports;
  };

/**
 * The outcome of an upload, for the log. `mail-waits`: delivered, but its mail waits for the quota · `given-up`: its account is
 * cancelled · `window-ended`: its access window is over · `replaced`: it has no bytes, and the content followed under its key.
 */
export type DeliveryOutcome =
  | 'announced'
  | 'unannounced'
  | 'mail-waits'
  | 'announced-before'
  | 'repeated'
  | 'given-up'
  | 'window-ended'
  | 'folder'
  | 'unfinished'
  | 'replaced'
  | `refused-${RefusalReason}`;

/** An upload whose key names a policy. */
type PolicyUpload = Upload & { readonly policyNumber: string; readonly fileName: string };

/**
 * Delivers one uploaded document (R5.1): records it with its hash in the customer's account and sends exactly one mail, however
 * often the event arrives. A document that cannot be delivered is reported for paper (R9.3), and so is one whose mail the service
 * refuses for good (R9.5). A used-up quota delays the mail, not the document (R5.1a). The outcome and the account are decided
 * once (`Decision`); every later event follows the decision. Throws Postponed when the queue must deliver the event again:
 * another worker holds the lease, or the mail service throttles.
 */
export const deliverDocument = (needs: Needs) => {
  const { deliveries, stored, uploads, reports, now } = needs;
  const announce = announceDocument(needs);
  const giveUpMail = giveUpMailOf(needs);
  const inspect = inspectUpload(needs);

  async function report(object: UploadedObject, documentId: string, reason: RefusalReason, at: Date) {
    await reports.report({ documentId, object, reason, at });
    return `refused-${reason}` as const;
  }

  /** Throws Postponed while the content may still arrive. */
  async function isReplaced(upload: PolicyUpload): Promise<boolean> {
    if (await uploads.isReplaced(upload)) return true;
    if (now().getTime() - upload.uploadedAt.getTime() < contentWait) throw new Postponed('content-may-arrive');
    return false;
  }

  /** Sends the mail of a recorded document to that account, unless it is sent already. */
  async function resume(upload: PolicyUpload, accountId: string, documentId: string): Promise<DeliveryOutcome> {
    const lease = await deliveries.takeLease(accountId, documentId, now());
    switch (lease) {
      case 'settled':
        return 'announced-before';
      case 'held':
        throw new Postponed('lease-held');
      case 'gone':
        return 'given-up';
      default: {
        const recipient = await deliveries.recipientOf(accountId);
        // The account was cancelled meanwhile: finish-cancelling deletes the document with its bytes (R11.1).
        if (!recipient) return 'given-up';
        if (recipient === 'frozen') return giveUpMail({ ...upload, documentId }, accountId, 'contested');
        return announce({ ...upload, documentId, ...lease }, accountId, recipient);
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
        // The worker that refused it may have died before it reported.
        return report(upload, decision.documentId, decision.reason, decision.decidedAt);
    }
  }

  async function decide(upload: PolicyUpload): Promise<DeliveryOutcome> {
    const { documentId, policyNumber, key, versionId, uploadedAt } = upload;
    const refuse = async (reason: RefusalReason) => follow(upload, await deliveries.refuse(upload, reason, now()));

    const enrolment = await deliveries.enrolmentOf(policyNumber);
    if (!enrolment) return refuse((await deliveries.policyOf(policyNumber)) ? 'policy-not-enrolled' : 'unknown-policy');
    // At the upload another customer had the policy, or it was not enrolled: the insurer sends paper (R9.2a).
    if (!hadBegun(enrolment, uploadedAt)) return refuse('policy-not-enrolled');
    const [recipient, inspected, policy] = await Promise.all([
      deliveries.recipientOf(enrolment.accountId),
      inspect(upload, enrolment),
      deliveries.policyOf(policyNumber),
    ]);
    if (inspected.refused === 'empty' && (await isReplaced(upload))) return 'replaced';
    if (inspected.refused) return refuse(inspected.refused);
    if (!recipient) return refuse('policy-not-enrolled');
    if (recipient === 'frozen') return refuse('registration-contested');

    const title = documentTitle(inspected.kind, upload.fileName);
    const product = policy?.product;
    const document = { documentId, policyNumber, product, ...inspected, title, uploadedAt, key, versionId };
    // First, because a worker that finds the document recorded does not do this again.
    await deliveries.vouchFor(document);
    const recording = await deliveries.record(document, enrolment, now());
    switch (recording) {
      case 'recorded':
        return announce({ ...upload, kind: inspected.kind }, enrolment.accountId, recipient);
      case 'recorded-before':
        return resume(upload, enrolment.accountId, documentId);
      case 'decided':
        return follow(upload, await deliveries.decisionOf(upload));
      case 'repeated':
        return 'repeated';
      case 'not-enrolled':
        return refuse('policy-not-enrolled');
      case 'not-active': {
        const isFrozen = (await deliveries.recipientOf(enrolment.accountId)) === 'frozen';
        return refuse(isFrozen ? 'registration-contested' : 'policy-not-enrolled');
      }
      case 'withdrawn':
        return refuse('withdrawn');
    }
  }

  return async (object: UploadedObject): Promise<DeliveryOutcome> => {
    const documentId = documentIdOf(object);
    const key = readUploadKey(object.key);
    // Before anything else, so that the bytes of no upload are forgotten, whatever becomes of it (R6.2).
    const noted = stored.note(object, now());
    if (key.kind !== 'document') {
      await noted;
      const { kind } = key;
      return kind === 'folder' || kind === 'unfinished' ? kind : report(object, documentId, kind, now());
    }
    if (!isWithinAccess(object.uploadedAt, now())) {
      await noted;
      // Only an old event arrives that late; its document ended with its window (R6.1).
      return 'window-ended';
    }
    const upload = { ...object, documentId, policyNumber: key.policyNumber, fileName: key.fileName };
    const [decision] = await Promise.all([deliveries.decisionOf(upload), noted]);
    return decision ? follow(upload, decision) : decide(upload);
  };
};
