import * as v from 'valibot';

/** One mail to an account that is not about a document; `attempt` sorts by time and comes back with SES's events. */
export type FollowedMail = { readonly accountId: string; readonly attempt: string };

/** What became of it; the worst that is known counts. */
export type FollowedOutcome = 'delivered' | 'bounced' | 'complained' | 'rejected';

export type MailLog = {
  readonly noteSent: (mail: FollowedMail & { readonly purpose: string; readonly at: Date }) => Promise<void>;
  /** False when the account has gone. */
  readonly noteOutcome: (
    mail: FollowedMail & { readonly outcome: FollowedOutcome; readonly at: Date },
  ) => Promise<boolean>;
};

const outcomes: ReadonlyMap<string, FollowedOutcome> = new Map([
  ['Delivery', 'delivered'],
  ['Bounce', 'bounced'],
  ['Complaint', 'complained'],
  ['Reject', 'rejected'],
]);
const tag = v.optional(v.pipe(v.array(v.string()), v.minLength(1)));
const at = v.optional(v.object({ timestamp: v.optional(v.string()) }), {});
const eventSchema = v.object({
  eventType: v.string(),
  mail: v.object({
    timestamp: v.string(),
    tags: v.optional(v.object({ account: tag, attempt: tag }), {}),
  }),
  ...{ delivery: at, bounce: at, complaint: at },
});

/** What an event of SES says of a followed mail; undefined for any other mail and for what says nothing new. */
export function readFollowedMail(body: string) {
  if (!body.startsWith('{')) return undefined;
  const { eventType, mail, delivery, bounce, complaint } = v.parse(eventSchema, JSON.parse(body));
  const outcome = outcomes.get(eventType);
  const [accountId] = mail.tags.account ?? [];
  const [attempt] = mail.tags.attempt ?? [];
  if (outcome === undefined || accountId === undefined || attempt === undefined) return undefined;
  const time = delivery.timestamp ?? bounce.timestamp ?? complaint.timestamp ?? mail.timestamp;
  return { accountId, attempt, outcome, at: new Date(time) };
}

/** Records what became of a mail to an account that is not about a document (R10.2); undefined for any other mail. */
export async function recordFollowedMail(
  mailLog: Pick<MailLog, 'noteOutcome'>,
  body: string,
): Promise<string | undefined> {
  const followed = readFollowedMail(body);
  if (!followed) return undefined;
  return (await mailLog.noteOutcome(followed)) ? `followed-${followed.outcome}` : 'gone';
}
