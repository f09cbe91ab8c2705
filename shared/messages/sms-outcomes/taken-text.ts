import * as v from 'valibot';
import type { Notices } from '#shared/messages/notices/notice.ts';

const eventSchema = v.object({
  context: v.optional(v.object({ account: v.optional(v.string()), notice: v.optional(v.string()) }), {}),
});

/**
 * Removes the notice whose text a messaging event is about, as markTaken does for mails: any event means that the service took
 * it, so a sender that died sends no second one. Returns what was done, undefined for any other text.
 */
export async function markTextTaken(notices: Pick<Notices, 'remove'>, body: string): Promise<string | undefined> {
  const { account: accountId, notice: noticeId } = v.parse(eventSchema, JSON.parse(body)).context;
  if (accountId === undefined || noticeId === undefined) return undefined;
  await notices.remove({ accountId, noticeId });
  return 'notice-taken';
}
