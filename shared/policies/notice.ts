import * as v from 'valibot';
import type { Key } from '#shared/tables/portal-keys.ts';

const instant = v.pipe(v.string(), v.isoTimestamp());

/** A mail that a customer must get about a policy, as it waits in the portal's table. */
export const noticeSchema = v.object({
  /** Sorts by time. */
  noticeId: v.string(),
  /** Electronic post of the policy has ended, since its premium is paid by postal cheque again (R8.2). */
  kind: v.literal('ended-by-postal-cheque'),
  accountId: v.string(),
  policyNumber: v.string(),
  at: instant,
  /** Until then a worker is sending it, ms since 1970. */
  leaseUntil: v.exactOptional(v.number()),
});
export type Notice = v.InferOutput<typeof noticeSchema>;

/** The notices that wait, in the order of their causes; all in one partition, so that finding them is one Query. */
export const noticeKey = (noticeId: string): Key => ({ pk: 'NOTICES', sk: noticeId });

/** Notices waiting to be mailed. They are written in the transaction of what they tell of (dynamo-registry-change.ts). */
export type Notices = {
  /** The oldest, at most `most`. */
  waiting(most: number): Promise<readonly Notice[]>;
  /** Takes a notice to send it; false when another worker has it or it is gone. */
  lease(notice: Notice, now: Date, until: Date): Promise<boolean>;
  /** It was certainly not sent: anybody may send it now. */
  release(notice: Notice): Promise<void>;
  /** It was sent, or never will be; one that is gone stays gone. */
  remove(noticeId: string): Promise<void>;
  /** Where it goes; undefined for an account that is gone or closed. */
  recipientOf(accountId: string): Promise<Recipient | undefined>;
};

export type Recipient = { readonly email: string; readonly language: 'hu' | 'en' };
