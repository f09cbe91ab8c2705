import * as v from 'valibot';
import type { Language } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

const always = {
  /** Sorts by time. */
  noticeId: v.string(),
  accountId: v.string(),
  at: instantText,
  /** Until then a worker is sending it, ms since 1970. */
  leaseUntil: v.exactOptional(v.number()),
};

/** A message that a customer must get, as it waits in the portal's table; it names nobody. */
export const noticeSchema = v.variant('kind', [
  /** Electronic post of the policy has ended, since its premium is paid by postal cheque again (R8.2). */
  v.object({ kind: v.literal('ended-by-postal-cheque'), ...always, policyNumber: v.string() }),
  /** The e-mail address or the mobile number is another one now; told to the one before, whatever the account has by then (R11.2). */
  v.object({
    kind: v.literal('contact-changed'),
    ...always,
    changed: v.picklist(['email', 'mobile']),
    by: v.picklist(['mail', 'text']),
  }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

/** The notices that wait, in the order of their causes; all in one partition, so that finding them is one Query. */
export const noticeKey = (noticeId: string): Key => ({ pk: 'NOTICES', sk: noticeId });

/** Where a notice goes that must not go to the account's address; in the account's partition, and gone with it (R11.1). */
export const noticeRecipientKey = ({ accountId, noticeId }: SentNotice): Key => ({
  pk: accountPartition(accountId),
  sk: `NOTICE#${noticeId}`,
});

/** How long an old address or number is kept at most, in ms; one that could not be told by then never will be. */
export const recipientKept = 7 * 24 * 60 * 60 * 1000;

/** Which notice a message was: its tags name these two. */
export type SentNotice = Pick<Notice, 'noticeId' | 'accountId'>;
/** `to`: an e-mail address, or a mobile number (E.164) for a text. */
export type Recipient = { readonly to: string; readonly language: Language };
/** A notice to an address or number that the account may not have any more. */
export type AddressedNotice = { readonly notice: Notice; readonly recipient: Recipient };

/** A waiting notice; `notice` is undefined for an item that is not in the form the code writes. */
export type WaitingNotice = { readonly noticeId: string; readonly notice: Notice | undefined };

export type NoticePage = {
  /** The oldest first. */
  readonly waiting: readonly WaitingNotice[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Notices waiting to be sent. They are written in the transaction of what they tell of (dynamo-notice-parts.ts). */
export type Notices = {
  /** One page from after `after`, or from the oldest. */
  read(after?: string): Promise<NoticePage>;
  /** Takes a notice to send it; false when another worker has it or it is gone. */
  lease(notice: Notice, now: Date, until: Date): Promise<boolean>;
  /** It was certainly not sent: anybody may send it now. */
  release(notice: SentNotice): Promise<void>;
  /** It was sent, or never will be, and where it went is forgotten; one that is gone stays gone. */
  remove(notice: SentNotice): Promise<void>;
  /** Where it goes; undefined for an account that is gone or closed, and for an old address that is kept no more. */
  recipientOf(notice: Notice, now: Date): Promise<Recipient | undefined>;
};
