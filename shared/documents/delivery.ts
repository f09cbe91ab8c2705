import type { Language } from '#shared/contract/fields.ts';
import type { Document } from './document.ts';

/** Whose documents a policy's are. */
export type Enrolment = { readonly policyNumber: string; readonly accountId: string; readonly customerId: string };

/** Where the mail goes. */
export type Recipient = { readonly email: string; readonly language: Language };

/**
 * While a worker sends the mail it holds the document's lease, in ms: longer than its own time (60 s), so that nobody
 * else sends meanwhile. Where it died the next one also waits for its mail's event (outcomeWait). A worker's time, the lease
 * and this wait together are shorter than the queue's visibility time-out (infra/endpoints/uploads.ts), so that the first
 * repetition can already take over.
 */
export const sendingLease = 75_000;

/** Within this time (ms) the same file at the same key is an uploader's retry, not a new document. */
export const repetitionWindow = 24 * 3_600_000;

/**
 * What became of an attempt to record a document: `recorded`: it is there and the caller holds the lease · `announced`:
 * everything was done before, its mail sent or refused for good · `held`: another worker is at it · `repeated`: the uploader sent the same file again
 * within a day · `not-enrolled`: the enrolment ended meanwhile · `withdrawn`: the insurer took it back before it came.
 */
export type Recording = 'recorded' | 'announced' | 'held' | 'repeated' | 'not-enrolled' | 'withdrawn';

export type NewDocument = Pick<
  Document,
  'documentId' | 'policyNumber' | 'kind' | 'title' | 'size' | 'sha256' | 'uploadedAt' | 'key' | 'versionId'
>;

export type Deliveries = {
  enrolmentOf(policyNumber: string): Promise<Enrolment | undefined>;
  /** Whether the registry knows the policy: only asked to tell the insurer the right reason. */
  isPolicyKnown(policyNumber: string): Promise<boolean>;
  /** Undefined for an account that is gone or closed. */
  recipientOf(accountId: string): Promise<Recipient | undefined>;
  /** Lets saved copies be checked, for good (R7.2). The first upload of a file counts. */
  vouchFor(document: Pick<NewDocument, 'sha256' | 'kind' | 'uploadedAt'>): Promise<void>;
  /** Puts the document under its account, on condition that the enrolment is still that account's; once. */
  record(document: NewDocument, enrolment: Enrolment, now: Date): Promise<Recording>;
  /** The mail was sent. */
  markAnnounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /** The mail will never be taken: nobody sends it any more. The customer sees the document all the same. */
  markUnannounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /** The mail was certainly not sent: anybody may send it now. */
  releaseLease(accountId: string, documentId: string): Promise<void>;
};
