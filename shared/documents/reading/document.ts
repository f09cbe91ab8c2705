import * as v from 'valibot';
import { kindsInHungarian } from '#shared/contract/document-kinds.ts';
import { type DocumentKind, documentKind, product } from '#shared/contract/fields.ts';
import { readableName } from '#shared/contract/file-names.ts';
import { instant } from '#shared/platform/instant.ts';
import { accessEnd, isWithinAccess } from './access-window.ts';

/**
 * `announcing`: delivered, and its mail is on the way · `announced`: the mail was sent · `unannounced`: the mail service refused
 * the mail for good.
 */
export const readableStates = ['announcing', 'announced', 'unannounced'] as const;

/** Withdrawn by the insurer (R6.3): listed, never opened. */
export const withdrawnState = 'withdrawn';

/** A document in its customer's account, as the table keeps it. */
export const documentSchema = v.object({
  documentId: v.string(),
  policyNumber: v.string(),
  /** The policy's product at the delivery; missing in items of an earlier release. */
  product: v.optional(product),
  kind: documentKind,
  title: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Of the uploaded bytes, lower-case hexadecimal (R7.2). */
  sha256: v.string(),
  uploadedAt: instant,
  key: v.string(),
  versionId: v.string(),
  state: v.string(),
  /** Its links only save it, because something that a browser may run is before the PDF. */
  savedOnly: v.optional(v.literal(true)),
  /** When the customer first got a link to it (R7.1a). */
  readAt: v.optional(instant),
  /** The times of the known events (evidence.ts). */
  announcedAt: v.optional(instant),
  deliveredAt: v.optional(instant),
  bouncedAt: v.optional(instant),
  complainedAt: v.optional(instant),
  rejectedAt: v.optional(instant),
  withdrawnAt: v.optional(instant),
  /** Reminders of the document (R14.1): that it is unread, and that its window ends soon. */
  remindedUnreadAt: v.optional(instant),
  remindedOfEndAt: v.optional(instant),
});
export type Document = v.InferOutput<typeof documentSchema>;

/**
 * The one rule for reading: the state is readable, and the access window has not ended (R6.1, R6.2). Unknown states are not
 * readable.
 */
export const isReadable = ({ state, uploadedAt }: Pick<Document, 'state' | 'uploadedAt'>, now: Date): boolean =>
  readableStates.some((readable) => readable === state) && isWithinAccess(uploadedAt, now);

/** Whether the customer's list shows the document: if it is readable, or withdrawn and its window has not ended (R6.3). */
export const isListed = (document: Pick<Document, 'state' | 'uploadedAt'>, now: Date): boolean =>
  isReadable(document, now) || (document.state === withdrawnState && isWithinAccess(document.uploadedAt, now));

/** The first instant at which the document is no longer readable (R6.1). */
export const availableUntil = ({ uploadedAt }: Pick<Document, 'uploadedAt'>): Date => accessEnd(uploadedAt);

/**
 * The document's title: the insurer's word for this kind of document, or for the kind `other` the file's name, made readable. It
 * is Hungarian like the document; the page also shows the kind in the reader's language.
 */
export function documentTitle(kind: DocumentKind, fileName: string): string {
  if (kind !== 'other') return kindsInHungarian[kind];
  return readableName(fileName).replaceAll('_', ' ').replace(/ +/g, ' ').trim() || 'Dokumentum';
}

export type DocumentPage = {
  readonly documents: readonly Document[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

export type DocumentListing = {
  readonly accountId: string;
  /** Only this policy's documents. */
  readonly policyNumber?: string | undefined;
  /**
   * The id of the last document of the page before. Any other id of this form leads to another page of this account or to an
   * empty one.
   */
  readonly after?: string | undefined;
  readonly now: Date;
};

/** A customer's documents. Expired ones may be among them: callers check `isReadable`. */
export type DocumentStore = {
  /** One page, newest first. Its cost does not grow with the number of documents. */
  list(listing: DocumentListing): Promise<DocumentPage>;
  /** One document of the account; undefined if there is none, or if it is another customer's (R7.3). */
  find(accountId: string, documentId: string): Promise<Document | undefined>;
};

export type Disposition = 'inline' | 'attachment';
export type DownloadLink = { readonly url: string; readonly expiresAt: Date };

export type DownloadLinks = {
  /** A link that opens (inline) or saves (attachment) the document; undefined if its window has ended. */
  to(document: Document, disposition: Disposition, now: Date): Promise<DownloadLink | undefined>;
};

/** The longest life of a link, in seconds. A link never outlives the access window (R6.2). */
const longestLife = 60;

/**
 * How long a link that is signed now may live (R6.2). `signedAt` is the start of the current second, which the signature carries.
 * `seconds` counts from there; it is 0 if the window has ended.
 */
export function linkLife({ uploadedAt }: Pick<Document, 'uploadedAt'>, now: Date) {
  const signedAt = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const left = Math.floor((accessEnd(uploadedAt).getTime() - signedAt.getTime()) / 1000);
  return { signedAt, seconds: Math.max(0, Math.min(longestLife, left)) };
}
