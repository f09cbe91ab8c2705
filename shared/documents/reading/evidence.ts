import { accessEnd } from './access-window.ts';
import type { Disposition, Document } from './document.ts';

/** A link that was given to the customer: to view the document (inline) or to save it (attachment). */
export type LinkIssued = { readonly disposition: Disposition; readonly at: Date };

export type LinkEvidence = {
  /** Notes that a link was given. Throws when it cannot within `patience` ms. */
  note(accountId: string, documentId: string, link: LinkIssued): Promise<void>;
  /** The newest links given to a document, `most` at most. */
  newest(accountId: string, documentId: string, most: number): Promise<readonly LinkIssued[]>;
};

/** A customer does not wait longer than this for the evidence of his link, in ms. */
export const notingPatience = 300;

/** What can happen to a document; `viewed` and `saved`: a link was given for it. */
export type EvidenceEvent =
  | 'uploaded'
  | 'announced'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'rejected'
  | 'viewed'
  | 'saved'
  | 'withdrawn'
  | 'expired';

export type Evidence = { readonly event: EvidenceEvent; readonly at: Date };

/** Our own mark may come after the mail has arrived already: the mail was sent before that. */
function announcement({ announcedAt, deliveredAt, bouncedAt, complainedAt, rejectedAt }: Document): Date | undefined {
  const known = [announcedAt, deliveredAt, bouncedAt, complainedAt, rejectedAt].flatMap((at) => at ?? []);
  return announcedAt && new Date(Math.min(...known.map((at) => at.getTime())));
}

/**
 * The trail of a document, oldest first (R5.2, R6.3). What happens once stands on the document itself; that it expired
 * follows from its window.
 */
export function evidenceOf(document: Document, links: readonly LinkIssued[], now: Date): Evidence[] {
  const once = [
    ['uploaded', document.uploadedAt],
    ['announced', announcement(document)],
    ['delivered', document.deliveredAt],
    ['bounced', document.bouncedAt],
    ['complained', document.complainedAt],
    ['rejected', document.rejectedAt],
    ['withdrawn', document.withdrawnAt],
    ['expired', accessEnd(document.uploadedAt)],
  ] as const;
  const events: Evidence[] = [
    ...once.flatMap(([event, at]) => (at && at <= now ? [{ event, at }] : [])),
    ...links.map(({ disposition, at }) => ({ event: disposition === 'inline' ? 'viewed' : 'saved', at }) as const),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}
