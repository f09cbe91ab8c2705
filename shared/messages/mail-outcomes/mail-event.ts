import * as v from 'valibot';
import { instant } from '#shared/platform/instant.ts';

/** What SES tells of a mail about a document. */
export type MailOutcome = 'sent' | 'delivered' | 'bounced' | 'bounced-temporarily' | 'complained' | 'rejected';

export type MailEvent = {
  readonly accountId: string;
  readonly documentId: string;
  readonly outcome: MailOutcome;
  /** Where the mail went. */
  readonly address: string;
  readonly at: Date;
};

const tag = v.optional(v.pipe(v.array(v.string()), v.minLength(1)));
const mail = v.object({
  timestamp: instant,
  destination: v.pipe(v.array(v.string()), v.minLength(1)),
  tags: v.optional(v.object({ document: tag, account: tag }), {}),
});

/** SES's event publishing format (developer guide, "Contents of event data"). */
const eventSchema = v.variant('eventType', [
  v.object({ eventType: v.literal('Send'), mail }),
  v.object({ eventType: v.literal('Delivery'), mail, delivery: v.object({ timestamp: instant }) }),
  v.object({ eventType: v.literal('Bounce'), mail, bounce: v.object({ timestamp: instant, bounceType: v.string() }) }),
  v.object({ eventType: v.literal('Complaint'), mail, complaint: v.object({ timestamp: instant }) }),
  v.object({ eventType: v.literal('Reject'), mail }),
]);

/** What SES writes to a topic once, when it is tied to a configuration set. */
const tying = /^Successfully validated SNS topic/;

function outcomeOf(event: v.InferOutput<typeof eventSchema>): { readonly outcome: MailOutcome; readonly at: Date } {
  switch (event.eventType) {
    case 'Send':
      return { outcome: 'sent', at: event.mail.timestamp };
    case 'Delivery':
      return { outcome: 'delivered', at: event.delivery.timestamp };
    case 'Bounce':
      return {
        outcome: event.bounce.bounceType === 'Permanent' ? 'bounced' : 'bounced-temporarily',
        at: event.bounce.timestamp,
      };
    case 'Complaint':
      return { outcome: 'complained', at: event.complaint.timestamp };
    case 'Reject':
      return { outcome: 'rejected', at: event.mail.timestamp };
  }
}

/**
 * One event of SES, or undefined where it is not about a document's mail: that is told by the tags `document` and
 * `account`. Throws ValiError or SyntaxError for what SES did not write: it ends in the dead-letter queue.
 */
export function readMailEvent(body: string): MailEvent | undefined {
  if (tying.test(body)) return undefined;
  const event = v.parse(eventSchema, JSON.parse(body));
  const { tags, destination } = event.mail;
  const [documentId] = tags.document ?? [];
  const [accountId] = tags.account ?? [];
  const [address] = destination;
  if (documentId === undefined || accountId === undefined || address === undefined) return undefined;
  return { accountId, documentId, address, ...outcomeOf(event) };
}
