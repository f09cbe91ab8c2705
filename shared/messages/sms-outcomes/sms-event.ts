import * as v from 'valibot';
import type { Notices } from '#shared/messages/notices/notice.ts';
import type { SmsNews, SmsState, SmsSubject } from './sms-log.ts';

/** The events of End User Messaging that report progress or success. Every other event reports a failure. */
const reached: ReadonlyMap<string, SmsState> = new Map([
  ['TEXT_SENT', 'sent'],
  ['TEXT_SUCCESSFUL', 'taken-by-carrier'],
  ['TEXT_DELIVERED', 'delivered'],
]);

/**
 * The final event of an SMS whose fate the carrier did not report within 72 hours. This is no failure, and what was known before
 * is still true.
 */
const unknown = 'TEXT_UNKNOWN';

/**
 * An event as the service's guide describes it ("Messaging Events",
 * https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-features-messaging-events.html). Which event is the last one
 * depends on country and carrier: TEXT_SUCCESSFUL may be final or come before TEXT_DELIVERED, and the service may try an
 * unreachable carrier again. Only `isFinal` decides.
 */
const eventSchema = v.object({
  eventType: v.pipe(v.string(), v.regex(/^[A-Z_]{1,60}$/)),
  /** ms since 1970 UTC. */
  eventTimestamp: v.pipe(v.number(), v.integer()),
  isFinal: v.boolean(),
  context: v.optional(v.object({ account: v.optional(v.string()), attempt: v.optional(v.string()) }), {}),
});

/**
 * Reads one event of the messaging service. Undefined for an SMS that is not the portal's, and for an event without news. The
 * event holds the mobile number, which is not kept. Throws ValiError or SyntaxError for any other text.
 */
export function readSmsEvent(body: string): SmsNews | undefined {
  const { eventType, eventTimestamp, isFinal, context } = v.parse(eventSchema, JSON.parse(body));
  if (context.attempt === undefined || eventType === unknown) return undefined;
  const subject: SmsSubject =
    context.account === undefined ? { kind: 'canary' } : { kind: 'account', accountId: context.account };
  const known = { subject, attempt: context.attempt, at: new Date(eventTimestamp), isFinal };
  const state = reached.get(eventType);
  if (state !== undefined) return { ...known, state };
  return isFinal ? { ...known, state: 'undelivered', code: eventType } : undefined;
}

const noticeEventSchema = v.object({
  context: v.optional(v.object({ account: v.optional(v.string()), notice: v.optional(v.string()) }), {}),
});

/**
 * Deletes the notice of a text when the service has reported any event about the text: the service took it. So if a sender died
 * after sending, no second text is sent (R11.2; markTaken does the same for mails). Returns the outcome for the log; undefined if
 * the text was no notice.
 */
export async function markTextTaken(notices: Pick<Notices, 'remove'>, body: string): Promise<string | undefined> {
  const { account: accountId, notice: noticeId } = v.parse(noticeEventSchema, JSON.parse(body)).context;
  if (accountId === undefined || noticeId === undefined) return undefined;
  await notices.remove({ accountId, noticeId });
  return 'notice-taken';
}
