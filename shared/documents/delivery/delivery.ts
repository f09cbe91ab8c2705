import type { DocumentKind, Language, Product } from '#shared/contract/fields.ts';
import type { Document } from '#shared/documents/reading/document.ts';
import type { Unreadable } from '#shared/insurer/s3-unreadable.ts';
import type { UploadedObject } from '#shared/platform/runtime/s3-event.ts';
import type { RefusalReason } from './refusal.ts';

/** The account that gets a policy's documents; `since`: ISO 8601, in ms. */
export type Enrolment = {
  readonly policyNumber: string;
  readonly accountId: string;
  readonly customerId: string;
  readonly since: string;
};

/** An uploaded object, with the id of the document that it becomes. */
export type Upload = UploadedObject & { readonly documentId: string };

/** Where the mail goes. */
export type Recipient = { readonly email: string; readonly language: Language };

/**
 * How long a worker holds the document's lease while it sends the mail, in ms (R5.1). Longer than the worker may run (60 s), so
 * that no other worker sends meanwhile. After a worker dies, the next one also waits for the event of its mail (outcomeWait). The
 * worker's time, the lease and this wait together are shorter than the queue's visibility timeout (infra/data-stack.ts),
 * so the first retry can take over.
 */
export const sendingLease = 75_000;

/**
 * So long (ms) an upload without bytes waits for its content: file systems over S3 write a new file twice, first empty. Shorter than
 * the queue's visibility time-out (infra/data-stack.ts), so that the first repetition decides.
 */
export const contentWait = 5 * 60_000;

/** Within this time (ms) the same file at the same key is an uploader's retry, not a new document. */
export const repetitionWindow = 24 * 3_600_000;

/**
 * The decision about an upload. It is made once, as one item of the upload's partition that is written only if there is none. A
 * recorded document and its decision are written in one transaction. Every later event (a duplicate, a redrive, the replay of a
 * restore) follows the decision, even after the enrolment has changed. So an upload is either recorded or reported, never both,
 * and never for two accounts (R5.1, R9.2a, R9.3).
 */
export type Decision = Recorded | Repeated | Refused;

/** The document belongs to this account for good, under this id. */
export type Recorded = { readonly outcome: 'recorded'; readonly accountId: string; readonly documentId: string };

/**
 * An uploader's retry: within the last day, the account got the same file from the same key. Only this decision can lapse: once
 * the first document is withdrawn, the upload is decided again (R6.3).
 */
export type Repeated = { readonly outcome: 'repeated'; readonly accountId: string; readonly sha256: string };

/** Reported for paper; `documentId` names the report. */
export type Refused = {
  readonly outcome: 'refused';
  readonly documentId: string;
  readonly reason: RefusalReason;
  readonly decidedAt: Date;
};

/**
 * Whether the enrolment had begun at the upload. An earlier document was for the customer who had the policy then (R9.2a). S3's
 * events give the time in ms. A restore replays LastModified, which is rounded down to the second: then the whole second counts.
 */
export function hadBegun({ since }: Pick<Enrolment, 'since'>, uploadedAt: Date): boolean {
  const at = uploadedAt.getTime();
  return Date.parse(since) <= (at % 1000 === 0 ? at + 999 : at);
}

/**
 * The outcome of recording a document. `recorded`: done, and the caller holds the lease · `recorded-before`: this account had it
 * already · `repeated`: the uploader sent the same file again within a day · `not-enrolled`: the enrolment ended meanwhile ·
 * `not-active`: the account was frozen or closed meanwhile · `withdrawn`: the insurer withdrew it before it was delivered ·
 * `decided`: another worker decided otherwise.
 */
export type Recording =
  | 'recorded'
  | 'recorded-before'
  | 'repeated'
  | 'not-enrolled'
  | 'not-active'
  | 'withdrawn'
  | 'decided';

/**
 * The document's kind: the caller sends the mail · `held`: another worker is sending it · `settled`: no mail is due · `gone`: the
 * account was erased.
 */
export type Lease = { readonly kind: DocumentKind } | 'held' | 'settled' | 'gone';

export type NewDocument = Pick<
  Document,
  | 'documentId'
  | 'policyNumber'
  | 'product'
  | 'kind'
  | 'title'
  | 'size'
  | 'sha256'
  | 'uploadedAt'
  | 'key'
  | 'versionId'
  | 'savedOnly'
>;

/** An opened upload: its metadata, and its bytes, which can be read only once. */
export type OpenedUpload = {
  /** Bytes. */
  readonly size: number;
  readonly kind: DocumentKind;
  /** The customer it is for, if the uploader gave one. */
  readonly customerId: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Releases the connection; unread bytes are lost. */
  readonly close: () => void;
};

export type Uploads = {
  open(object: UploadedObject): Promise<OpenedUpload | Unreadable>;
  /** Whether another version, with bytes, is at the object's key now. */
  isReplaced(object: UploadedObject): Promise<boolean>;
};

export type Deliveries = {
  /** The decision about the upload; undefined if there is none, or if it repeats a document that was withdrawn since. */
  decisionOf(upload: Pick<Upload, 'key' | 'versionId' | 'documentId'>): Promise<Decision | undefined>;
  /** Refuses the upload unless it is decided already. Returns the decision that counts; undefined: try again later. */
  refuse(upload: Upload, reason: RefusalReason, now: Date): Promise<Decision | undefined>;
  enrolmentOf(policyNumber: string): Promise<Enrolment | undefined>;
  /**
   * The policy in the registry, for what the list shows (R7.1a) and for the reason in the insurer's report; undefined if the registry
   * does not have it.
   */
  policyOf(policyNumber: string): Promise<{ readonly product?: Product } | undefined>;
  /** The recipient of the mail; undefined if the account is closed or erased, `frozen` if it is contested (R10.4). */
  recipientOf(accountId: string): Promise<Recipient | 'frozen' | undefined>;
  /**
   * Keeps the file's hash for good, so that customers can check saved copies (R7.2). Of several uploads of a file the first
   * counts.
   */
  vouchFor(document: Pick<NewDocument, 'sha256' | 'kind' | 'uploadedAt'>): Promise<void>;
  /** Records the document in its account, once, and only if the account is active and the enrolment still the one that was read. */
  record(document: NewDocument, enrolment: Enrolment, now: Date): Promise<Recording>;
  /** Leases the mail of a document that was recorded before. */
  takeLease(accountId: string, documentId: string, now: Date): Promise<Lease>;
  /** Records that the mail was sent. */
  markAnnounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /**
   * Records that the mail service refuses the mail for good: no worker sends it again. The customer can still read the document.
   */
  markUnannounced(accountId: string, documentId: string, now: Date): Promise<void>;
  /** Ends the lease, because the mail was certainly not sent: any worker may send it now. */
  releaseLease(accountId: string, documentId: string): Promise<void>;
};
