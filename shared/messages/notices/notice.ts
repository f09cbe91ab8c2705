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

/** A message that a customer must get, as it waits in the portal's table; it holds no personal data. */
export const noticeSchema = v.variant('kind', [
  /** Electronic post of the policy has ended, since its premium is paid by postal cheque again (R8.2). */
  v.object({ kind: v.literal('ended-by-postal-cheque'), ...always, policyNumber: v.string() }),
  /** All sessions ended, since a refresh token was used twice (R1.4). */
  v.object({ kind: v.literal('session-replayed'), ...always }),
  /** The e-mail address or the mobile number was changed; goes to the one before, also after another change (R11.2). */
  v.object({
    kind: v.literal('contact-changed'),
    ...always,
    changed: v.picklist(['email', 'mobile']),
    by: v.picklist(['mail', 'text']),
  }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

/** The waiting notices, in the order of their causes; one partition, so that one Query finds them. */
export const noticeKey = (noticeId: string): Key => ({ pk: 'NOTICES', sk: noticeId });

/**
 * The old address or number that a notice goes to; in the account's partition, so that it is erased with the account
 * (R11.1).
 */
export const noticeRecipientKey = ({ accountId, noticeId }: SentNotice): Key => ({
  pk: accountPartition(accountId),
  sk: `NOTICE#${noticeId}`,
});

/** How long an old address or number is kept at most, in ms; after that its notice is dropped. */
export const recipientKept = 7 * 24 * 60 * 60 * 1000;

/** Identifies the notice of a message: the message's tags hold these two. */
export type SentNotice = Pick<Notice, 'noticeId' | 'accountId'>;
/** `to`: an e-mail address, or a mobile number (E.164) for a text. */
export type Recipient = { readonly to: string; readonly language: Language };
/** A notice with its recipient: an address or number that the account has given up. */
export type AddressedNotice = { readonly notice: Notice; readonly recipient: Recipient };

/** A waiting notice; `notice` is undefined for an item that is not in the form the code writes. */
export type WaitingNotice = { readonly noticeId: string; readonly notice: Notice | undefined };

export type NoticePage = {
  /** The oldest first. */
  readonly waiting: readonly WaitingNotice[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Notices waiting to be sent. The transaction of the change writes them (dynamo-notice-parts.ts). */
export type Notices = {
  /** One page from after `after`, or from the oldest. */
  read(after?: string): Promise<NoticePage>;
  /** Takes a notice to send it; false when another worker has it or it is gone. */
  lease(notice: Notice, now: Date, until: Date): Promise<boolean>;
  /** It was certainly not sent: any worker may send it now. */
  release(notice: SentNotice): Promise<void>;
  /** It was sent, or never will be: removes it with its recipient. A second call changes nothing. */
  remove(notice: SentNotice): Promise<void>;
  /** Its recipient; undefined when the account is erased or closed, or the old address has expired. */
  recipientOf(notice: Notice, now: Date): Promise<Recipient | undefined>;
};
