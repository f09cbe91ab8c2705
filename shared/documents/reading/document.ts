import * as v from 'valibot';
import { documentKind } from '#shared/contract/fields.ts';
import { instant } from '#shared/platform/instant.ts';
import { accessEnd, isWithinAccess } from './access-window.ts';

/**
 * `announcing`: delivered, the mail about it is on its way · `announced`: the mail was sent · `unannounced`: the mail service
 * refused the mail for good.
 */
export const readableStates = ['announcing', 'announced', 'unannounced'] as const;

/** Taken back by the insurer (R6.3): listed, never opened. */
export const withdrawnState = 'withdrawn';

/** A document as it lies under its customer's account. */
export const documentSchema = v.object({
  documentId: v.string(),
  policyNumber: v.string(),
  kind: documentKind,
  title: v.string(),
  /** Bytes. */
  size: v.number(),
  /** Of the bytes as uploaded, lower-case hexadecimal (R7.2). */
  sha256: v.string(),
  uploadedAt: instant,
  key: v.string(),
  versionId: v.string(),
  state: v.string(),
  /** What became of it, as far as it is known (evidence.ts). */
  announcedAt: v.optional(instant),
  deliveredAt: v.optional(instant),
  bouncedAt: v.optional(instant),
  complainedAt: v.optional(instant),
  rejectedAt: v.optional(instant),
  withdrawnAt: v.optional(instant),
});
export type Document = v.InferOutput<typeof documentSchema>;

/** The one rule of reading: a state that is known to be readable, inside the access window (R6.1, R6.2). */
export const isReadable = ({ state, uploadedAt }: Pick<Document, 'state' | 'uploadedAt'>, now: Date): boolean =>
  readableStates.some((readable) => readable === state) && isWithinAccess(uploadedAt, now);

/** What its customer may see that it exists: what can be read, and until its window ends what was withdrawn (R6.3). */
export const isListed = (document: Pick<Document, 'state' | 'uploadedAt'>, now: Date): boolean =>
  isReadable(document, now) || (document.state === withdrawnState && isWithinAccess(document.uploadedAt, now));

/** The first instant at which the document cannot be read any more. */
export const availableUntil = ({ uploadedAt }: Pick<Document, 'uploadedAt'>): Date => accessEnd(uploadedAt);
