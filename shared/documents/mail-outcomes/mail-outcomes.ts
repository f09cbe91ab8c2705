import * as v from 'valibot';
import type { MailUnreachableReason } from '#shared/contract/fields.ts';
import { bounceKind, complaintKind, isAutoReply, isNotSpam } from '#shared/messages/mail-outcomes/feedback.ts';
import { instant } from '#shared/platform/instant.ts';

/** The outcomes that SES reports for the mail about a document. */
export type MailOutcome = 'sent' | 'delivered' | 'bounced' | 'bounced-temporarily' | 'complained' | 'rejected';

/** Reports from the recipient's side that are no failure: they only show that the mail was sent (R5.2). */
export type HarmlessFeedback = 'auto-reply' | 'not-spam';

export type MailEvent = {
  readonly accountId: string;
  readonly documentId: string;
  readonly outcome: MailOutcome;
  /** The recipient's address. */
  readonly address: string;
  readonly at: Date;
  readonly feedback?: HarmlessFeedback;
};

/** The document that a mail was about. */
export type AnnouncedDocument = { readonly documentId: string; readonly key: string; readonly policyNumber: string };

/** Outcomes after which the customer may not know about the document, so the insurer sends paper (R9.5). */
export type MailUndelivered =
  | Exclude<MailOutcome, 'sent' | 'delivered'>
  /** No mail was sent, because the registration is contested and frozen (R10.4). */
  | 'contested';

/** Records outcomes. Events arrive in any order and more than once, so every step may be repeated. */
export type MailOutcomes = {
  /** Records the outcome on the document, which counts as announced from then on. Undefined if the document is gone. */
  noteOnDocument(event: MailEvent): Promise<AnnouncedDocument | undefined>;
  /**
   * Records whether mail reaches the account's address, and otherwise why not (R5.2). Does nothing if the account
   * has another address by now.
   */
  noteOnAccount(
    event: Pick<MailEvent, 'accountId' | 'address' | 'at'>,
    outcome: 'reached' | MailUnreachableReason,
  ): Promise<void>;
};

export type MailReports = {
  /** Reports to the insurer. A repeated report gets the same key. */
  report(document: AnnouncedDocument, outcome: MailUndelivered, at: Date): Promise<void>;
};

const tag = v.optional(v.pipe(v.array(v.string()), v.minLength(1)));
const mail = v.object({
  timestamp: instant,
  destination: v.pipe(v.array(v.string()), v.minLength(1)),
  tags: v.optional(v.object({ document: tag, account: tag }), {}),
});

/** The format of SES's events (developer guide, "Contents of event data"). */
const eventSchema = v.variant('eventType', [
  v.object({ eventType: v.literal('Send'), mail }),
  v.object({ eventType: v.literal('Delivery'), mail, delivery: v.object({ timestamp: instant }) }),
  v.object({ eventType: v.literal('Bounce'), mail, bounce: v.object({ ...bounceKind, timestamp: instant }) }),
  v.object({ eventType: v.literal('Complaint'), mail, complaint: v.object({ ...complaintKind, timestamp: instant }) }),
  v.object({ eventType: v.literal('Reject'), mail }),
]);

/** SES sends this to a topic once, when a configuration set starts to use it. */
const validation = /^Successfully validated SNS topic/;

function outcomeOf(event: v.InferOutput<typeof eventSchema>): Pick<MailEvent, 'outcome' | 'at' | 'feedback'> {
  const sent = { outcome: 'sent', at: event.mail.timestamp } as const;
  switch (event.eventType) {
    case 'Send':
      return sent;
    case 'Delivery':
      return { outcome: 'delivered', at: event.delivery.timestamp };
    case 'Bounce':
      if (isAutoReply(event.bounce)) return { ...sent, feedback: 'auto-reply' };
      return {
        outcome: event.bounce.bounceType === 'Permanent' ? 'bounced' : 'bounced-temporarily',
        at: event.bounce.timestamp,
      };
    case 'Complaint':
      if (isNotSpam(event.complaint)) return { ...sent, feedback: 'not-spam' };
      return { outcome: 'complained', at: event.complaint.timestamp };
    case 'Reject':
      return { outcome: 'rejected', at: event.mail.timestamp };
  }
}

/**
 * Reads one event of SES. Undefined if the mail was not about a document: then it has no tags `document` and `account`. Throws
 * ValiError or SyntaxError for any other text, which then ends in the dead-letter queue.
 */
export function readMailEvent(body: string): MailEvent | undefined {
  if (validation.test(body)) return undefined;
  const event = v.parse(eventSchema, JSON.parse(body));
  const { tags, destination } = event.mail;
  const [documentId] = tags.document ?? [];
  const [accountId] = tags.account ?? [];
  const [address] = destination;
  if (documentId === undefined || accountId === undefined || address === undefined) return undefined;
  return { accountId, documentId, address, ...outcomeOf(event) };
}
