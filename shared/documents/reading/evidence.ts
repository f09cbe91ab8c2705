import { accessEnd } from './access-window.ts';
import type { Disposition, Document } from './document.ts';

/** A link that the customer got: to view the document (inline) or to save it (attachment). */
export type LinkIssued = {
  readonly disposition: Disposition;
  readonly at: Date;
  /** The session that asked for it. */
  readonly sessionId?: string | undefined;
};

export type LinkEvidence = {
  /** Records that the customer got a link, also where it outlives the account. Throws if that takes longer than `notingPatience`. */
  note(accountId: string, documentId: string, link: LinkIssued): Promise<void>;
  /**
   * Marks the document as read, unless it is marked already or was erased with its account. Throws if that takes longer than
   * `notingPatience`.
   */
  markRead(accountId: string, documentId: string, at: Date): Promise<void>;
  /** The newest links to a document, at most `most`. */
  newest(accountId: string, documentId: string, most: number): Promise<readonly LinkIssued[]>;
};

/** The longest that a customer waits until the link is recorded, in ms. */
export const notingPatience = 300;

/** The events of a document's life; `reminded`: a reminder counted it (R14.1) · `viewed` and `saved`: the customer got a link for it. */
export type EvidenceEvent =
  | 'uploaded'
  | 'announced'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'rejected'
  | 'reminded'
  | 'viewed'
  | 'saved'
  | 'withdrawn'
  | 'expired';

export type Evidence = { readonly event: EvidenceEvent; readonly at: Date };

/** When the mail was sent. Our own record may be later than the mail's arrival, so the earliest known time counts. */
function announcement({ announcedAt, deliveredAt, bouncedAt, complainedAt, rejectedAt }: Document): Date | undefined {
  const known = [announcedAt, deliveredAt, bouncedAt, complainedAt, rejectedAt].flatMap((at) => at ?? []);
  return announcedAt && new Date(Math.min(...known.map((at) => at.getTime())));
}

/**
 * The events of a document, oldest first (R5.2, R6.3). The document itself holds what happens once; `expired` follows from
 * its window.
 */
export function evidenceOf(document: Document, links: readonly LinkIssued[], now: Date): Evidence[] {
  const once = [
    ['uploaded', document.uploadedAt],
    ['announced', announcement(document)],
    ['delivered', document.deliveredAt],
    ['bounced', document.bouncedAt],
    ['complained', document.complainedAt],
    ['rejected', document.rejectedAt],
    ['reminded', document.remindedUnreadAt],
    ['reminded', document.remindedOfEndAt],
    ['withdrawn', document.withdrawnAt],
    ['expired', accessEnd(document.uploadedAt)],
  ] as const;
  const events: Evidence[] = [
    ...once.flatMap(([event, at]) => (at && at <= now ? [{ event, at }] : [])),
    ...links.map(({ disposition, at }) => ({ event: disposition === 'inline' ? 'viewed' : 'saved', at }) as const),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}
