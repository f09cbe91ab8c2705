import * as v from 'valibot';
import type { Notices } from '#shared/messages/notices/notice.ts';
import type { SmsNews, SmsState, SmsSubject } from './sms-log.ts';

/** The events of End User Messaging that report progress; every other one reports a failure. */
const progress: ReadonlyMap<string, SmsState> = new Map([
  ['TEXT_SENT', 'sent'],
  ['TEXT_SUCCESSFUL', 'taken-by-carrier'],
  ['TEXT_DELIVERED', 'delivered'],
]);
/** Still on the way: nothing of these is kept. */
const passing = new Set(['TEXT_PENDING', 'TEXT_QUEUED']);

const eventSchema = v.object({
  eventType: v.pipe(v.string(), v.regex(/^[A-Z_]{1,60}$/)),
  /** ms since 1970 UTC. */
  eventTimestamp: v.pipe(v.number(), v.integer()),
  context: v.optional(v.object({ account: v.optional(v.string()), attempt: v.optional(v.string()) }), {}),
});

/**
 * Reads one event of the messaging service. Undefined for an SMS that is not the portal's, and for an event that says nothing
 * new. The event holds the mobile number, which is not kept. Throws ValiError or SyntaxError for any other text.
 */
export function readSmsEvent(body: string): SmsNews | undefined {
  const { eventType, eventTimestamp, context } = v.parse(eventSchema, JSON.parse(body));
  if (context.attempt === undefined || passing.has(eventType)) return undefined;
  const subject: SmsSubject =
    context.account === undefined ? { kind: 'canary' } : { kind: 'account', accountId: context.account };
  const known = { subject, attempt: context.attempt, at: new Date(eventTimestamp) };
  const state = progress.get(eventType);
  return state === undefined ? { ...known, state: 'undelivered', code: eventType } : { ...known, state };
}

const noticeEventSchema = v.object({
  context: v.optional(v.object({ account: v.optional(v.string()), notice: v.optional(v.string()) }), {}),
});

/**
 * Removes the notice of a text once the service has reported any event about it: the service took it. So a sender that died
 * after sending sends no second text (R11.2; markTaken does the same for mails). Returns the outcome for the log; undefined
 * when the text was no notice.
 */
export async function markTextTaken(notices: Pick<Notices, 'remove'>, body: string): Promise<string | undefined> {
  const { account: accountId, notice: noticeId } = v.parse(noticeEventSchema, JSON.parse(body)).context;
  if (accountId === undefined || noticeId === undefined) return undefined;
  await notices.remove({ accountId, noticeId });
  return 'notice-taken';
}
