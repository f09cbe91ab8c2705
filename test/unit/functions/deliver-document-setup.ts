import { Readable } from 'node:stream';
import type { Decision, Deliveries, Lease, NewDocument, Recording } from '#shared/documents/delivery/delivery.ts';
import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import type { Refusal } from '#shared/documents/delivery/refusal.ts';
import { type MailCode, type MailFailure, MailNotSent } from '#shared/messages/mail/mail.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import { samplePdf } from '../../../bin/local/samples/pdf.ts';
import { deliverDocument } from '../../../functions/deliver-document/deliver-document.ts';

export const now = new Date('2027-01-31T10:00:00Z');
export const object = {
  ...{ bucket: 'documents', key: 'documents/P/1/számla.pdf', versionId: 'v-1', size: 1000 },
  uploadedAt: new Date('2027-01-31T09:00:00.250Z'),
};
export const documentId = documentIdOf(object);
export const enrolment = { policyNumber: 'P/1', accountId: 'a', customerId: 'C-1', since: '2027-01-01T09:00:00.000Z' };

/** The state that the worker finds, and the outcomes of its calls. */
type World = {
  decision?: Decision | undefined;
  enrolment?: typeof enrolment | undefined;
  isPolicyKnown?: boolean;
  isAccountActive?: boolean;
  recording?: Recording;
  /** The decision that `record` or `refuse` finds when another worker was faster. */
  decidedMeanwhile?: Decision | undefined;
  lease?: Lease;
  bytes?: Buffer;
  isReplaced?: boolean;
  customerId?: string;
  mail?: MailFailure | 'sent';
  mailCode?: MailCode;
  hasQuota?: boolean;
  waitingFails?: boolean;
  reportFails?: boolean;
  notingFails?: boolean;
  namesDocuments?: boolean;
};

/** A worker over fakes; `calls`: its calls, in order. */
export function aWorker(over: World = {}) {
  const world: World = { enrolment, isPolicyKnown: true, isAccountActive: true, recording: 'recorded', ...over };
  const calls: string[] = [];
  const documents: NewDocument[] = [];
  const reports: Refusal[] = [];
  const mailed: { to: string; tags: unknown }[] = [];
  const words: string[] = [];
  const marks: string[] = [];
  const waiting: { documentId: string; object: UploadedObject }[] = [];
  const deliveries: Deliveries = {
    async decisionOf() {
      calls.push('decisionOf');
      return calls.includes('record') ? world.decidedMeanwhile : world.decision;
    },
    async refuse({ documentId: id }, reason, decidedAt) {
      calls.push(`refuse ${reason}`);
      if ('decidedMeanwhile' in world) return world.decidedMeanwhile;
      return { outcome: 'refused', documentId: id, reason, decidedAt };
    },
    async enrolmentOf() {
      calls.push('enrolmentOf');
      return world.enrolment;
    },
    policyOf: async () => (world.isPolicyKnown ? { product: 'kgfb' } : undefined),
    async recipientOf(accountId) {
      calls.push(`recipientOf ${accountId}`);
      return world.isAccountActive ? { email: `${accountId}@example.org`, language: 'hu' } : undefined;
    },
    async vouchFor() {
      calls.push('vouchFor');
    },
    async record(document) {
      calls.push('record');
      documents.push(document);
      return world.recording ?? 'recorded';
    },
    async takeLease(accountId, id) {
      calls.push(`takeLease ${accountId} ${id}`);
      return world.lease ?? { kind: 'invoice' };
    },
    markAnnounced: async (accountId) => void marks.push(`announced ${accountId}`),
    markUnannounced: async (accountId) => void marks.push(`unannounced ${accountId}`),
    releaseLease: async (accountId) => void marks.push(`released ${accountId}`),
  };
  const noted: string[] = [];
  const deliver = deliverDocument({
    deliveries,
    stored: {
      async note({ versionId }) {
        if (world.notingFails) throw new Error('DynamoDB is down');
        noted.push(versionId);
      },
    },
    uploads: {
      isReplaced: async () => world.isReplaced ?? false,
      async open() {
        calls.push('open');
        const bytes = world.bytes ?? samplePdf(['Minta']);
        const { customerId } = world;
        return { size: bytes.length, kind: 'invoice', customerId, bytes: Readable.from([bytes]), close() {} };
      },
    },
    reports: {
      async report(refusal) {
        if (world.reportFails) throw new Error('S3 is down');
        reports.push(refusal);
      },
    },
    mailer: {
      async send(to, _language, { paragraphs }, tags) {
        if (world.mail && world.mail !== 'sent')
          throw new MailNotSent(world.mail, world.mailCode ? { code: world.mailCode } : {});
        mailed.push({ to, tags });
        words.push(paragraphs.join('\n'));
        return { messageId: 'm' };
      },
    },
    mailReports: { report: async () => void marks.push('paper') },
    mailOutcomes: { noteOnAccount: async ({ accountId }) => void marks.push(`unreachable ${accountId}`) },
    pace: async () => undefined,
    allowance: {
      take: async () => world.hasQuota ?? true,
      noteUsedUp: async () => void marks.push('used up'),
    },
    waiting: {
      async put(id, waitingObject) {
        if (world.waitingFails) throw new Error('DynamoDB is down');
        marks.push('waits');
        waiting.push({ documentId: id, object: waitingObject });
      },
    },
    origin: 'https://portal.example',
    namesDocuments: world.namesDocuments ?? true,
    largestDocument: 10_000,
    now: () => now,
  });
  return {
    deliver: (over: Partial<typeof object> = {}) => deliver({ ...object, ...over }),
    calls,
    documents,
    reports,
    mailed,
    words,
    marks,
    waiting,
    noted,
  };
}
