import type { Language } from '#shared/contract/fields.ts';
import type { Document } from '#shared/documents/reading/document.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { Decision } from './decision.ts';
import type { RefusalReason } from './refusal.ts';

/** Whose documents a policy's are; `since`: ISO 8601, in ms. */
export type Enrolment = {
  readonly policyNumber: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly since: string;
};

/** An object that came in, with the id it gets as a document. */
export type Upload = UploadedObject & { readonly documentId: string };

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
 * Whether the enrolment had begun when the upload was made: what came earlier was for whoever had the policy then (R9.2a).
 * S3's events tell the time in ms. A time of whole seconds is cut down (LastModified, from which a restore replays): then any
 * moment of that second counts.
 */
export function hadBegun({ since }: Pick<Enrolment, 'since'>, uploadedAt: Date): boolean {
  const at = uploadedAt.getTime();
  return Date.parse(since) <= (at % 1000 === 0 ? at + 999 : at);
}

/**
 * What became of an attempt to record a document: `recorded`: it is there and the caller holds the lease · `recorded-before`:
 * it was there, under this account · `repeated`: the uploader sent the same file again within a day · `not-enrolled`: the
 * enrolment ended meanwhile · `withdrawn`: the insurer took it back before it came · `decided`: another worker has decided
 * otherwise.
 */
export type Recording = 'recorded' | 'recorded-before' | 'repeated' | 'not-enrolled' | 'withdrawn' | 'decided';

/** `taken`: the caller sends the mail · `held`: another worker is at it · `settled`: nobody has to · `gone`: with its account. */
export type Lease = 'taken' | 'held' | 'settled' | 'gone';

export type NewDocument = Pick<
  Document,
  'documentId' | 'policyNumber' | 'kind' | 'title' | 'size' | 'sha256' | 'uploadedAt' | 'key' | 'versionId'
>;

export type Deliveries = {
  /** What was decided of the upload; undefined where nothing was, or where it repeats what was withdrawn since. */
  decisionOf(upload: Pick<Upload, 'key' | 'versionId' | 'documentId'>): Promise<Decision | undefined>;
  /** Decides that the upload is refused. Returns what is decided: this, or what was before; undefined: ask again later. */
  refuse(upload: Upload, reason: RefusalReason, now: Date): Promise<Decision | undefined>;
  enrolmentOf(policyNumber: string): Promise<Enrolment | undefined>;
  /** Whether the registry knows the policy: only asked to tell the insurer the right reason. */
  isPolicyKnown(policyNumber: string): Promise<boolean>;
  /** Undefined for an account that is gone or closed. */
  recipientOf(accountId: string): Promise<Recipient | undefined>;
  /** Lets saved copies be checked, for good (R7.2). The first upload of a file counts. */
  vouchFor(document: Pick<NewDocument, 'sha256' | 'kind' | 'uploadedAt'>): Promise<void>;
  /** Puts the document under its account, on condition that the enrolment is still the one that was read; once. */
  record(document: NewDocument, enrolment: Enrolment, now: Date): Promise<Recording>;
  /** Takes over the mail of a document that was recorded before. */
  takeLease(accountId: string, documentId: string, now: Date): Promise<Lease>;
  /** The mail was sent. */
  markAnnounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /** The mail will never be taken: nobody sends it any more. The customer sees the document all the same. */
  markUnannounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /** The mail was certainly not sent: anybody may send it now. */
  releaseLease(accountId: string, documentId: string): Promise<void>;
};
