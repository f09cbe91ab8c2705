import * as v from 'valibot';
import type { SmsNews, SmsState, SmsSubject } from './sms-log.ts';

/** The events by which End User Messaging tells that a text went on; every other one tells that it did not. */
const progress: ReadonlyMap<string, SmsState> = new Map([
  ['TEXT_SENT', 'sent'],
  ['TEXT_SUCCESSFUL', 'taken-by-carrier'],
  ['TEXT_DELIVERED', 'delivered'],
]);
/** On its way still: these say nothing that is kept. */
const passing = new Set(['TEXT_PENDING', 'TEXT_QUEUED']);

const eventSchema = v.object({
  eventType: v.pipe(v.string(), v.regex(/^[A-Z_]{1,60}$/)),
  /** ms since 1970 UTC. */
  eventTimestamp: v.pipe(v.number(), v.integer()),
  context: v.optional(v.object({ account: v.optional(v.string()), attempt: v.optional(v.string()) }), {}),
});

/**
 * One messaging event, or undefined for one that is about none of the portal's SMS or tells nothing. The event holds the
 * number; nothing of it is kept. Throws ValiError or SyntaxError for what the service did not write.
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
