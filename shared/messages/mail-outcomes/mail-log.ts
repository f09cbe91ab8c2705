import * as v from 'valibot';
import { bounceKind, complaintKind, isAutoReply, isNotSpam } from './feedback.ts';

/** A mail to an account that is not about a document. `attempt` sorts by time; SES's events carry it. */
export type FollowedMail = { readonly accountId: string; readonly attempt: string };

/** The outcome of such a mail; the worst known one counts. */
export type FollowedOutcome = 'delivered' | 'bounced' | 'complained' | 'rejected';

export type MailLog = {
  readonly noteSent: (mail: FollowedMail & { readonly purpose: string; readonly at: Date }) => Promise<void>;
  /** False if the account was erased. */
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
const at = { timestamp: v.optional(v.string()) };
const withKinds = <Kinds extends v.ObjectEntries>(kinds: Kinds) => v.optional(v.object({ ...at, ...kinds }));
const eventSchema = v.object({
  eventType: v.string(),
  mail: v.object({
    timestamp: v.string(),
    tags: v.optional(v.object({ account: tag, attempt: tag }), {}),
  }),
  ...{ delivery: withKinds({}), bounce: withKinds(bounceKind), complaint: withKinds(complaintKind) },
});

/** Reads the outcome of a followed mail from an event of SES; undefined for any other mail or event. */
export function readFollowedMail(body: string) {
  if (!body.startsWith('{')) return undefined;
  const { eventType, mail, delivery, bounce, complaint } = v.parse(eventSchema, JSON.parse(body));
  // These are no failures: what was known about the mail stays (R5.2).
  if ((bounce && isAutoReply(bounce)) || (complaint && isNotSpam(complaint))) return undefined;
  const outcome = outcomes.get(eventType);
  const [accountId] = mail.tags.account ?? [];
  const [attempt] = mail.tags.attempt ?? [];
  if (outcome === undefined || accountId === undefined || attempt === undefined) return undefined;
  const time = delivery?.timestamp ?? bounce?.timestamp ?? complaint?.timestamp ?? mail.timestamp;
  return { accountId, attempt, outcome, at: new Date(time) };
}

/**
 * Records the outcome of a mail to an account that is not about a document (R10.2). Returns it for the log; undefined for
 * any other mail.
 */
export async function recordFollowedMail(
  mailLog: Pick<MailLog, 'noteOutcome'>,
  body: string,
): Promise<string | undefined> {
  const followed = readFollowedMail(body);
  if (!followed) return undefined;
  return (await mailLog.noteOutcome(followed)) ? `followed-${followed.outcome}` : 'gone';
}
