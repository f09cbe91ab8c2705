import * as v from 'valibot';
import { type Language, paymentMethod } from '#shared/contract/fields.ts';
import { instantText } from '#shared/platform/instant.ts';
import { accountPartition, type Key } from '#shared/platform/tables/portal-keys.ts';

const always = {
  /** Sorts by time. */
  noticeId: v.string(),
  accountId: v.string(),
  at: instantText,
  /** Until then a worker holds the notice; ms since 1970 UTC. */
  leaseUntil: v.exactOptional(v.number()),
};

const browserKind = { browser: v.string(), system: v.string() };

/** A message that a customer must get, while it waits in the portal's table; it holds no personal data. */
export const noticeSchema = v.variant('kind', [
  /** Electronic post of the policy has ended because its premium is paid by postal cheque again (R8.2). */
  v.object({ kind: v.literal('ended-by-postal-cheque'), ...always, policyNumber: v.string() }),
  /** Electronic post of policies was turned on, with the consent to a switch of the payment method or without (R8.2b). */
  v.object({
    kind: v.literal('eposta-enrolled'),
    ...always,
    policyNumbers: v.pipe(v.array(v.string()), v.minLength(1)),
    switched: v.exactOptional(v.object({ from: paymentMethod, to: paymentMethod })),
  }),
  /** Electronic post of the policy was turned off by its holder (R8.2b); a switch of the payment method may still be awaited. */
  v.object({
    kind: v.literal('eposta-ended'),
    ...always,
    policyNumber: v.string(),
    awaited: v.exactOptional(paymentMethod),
  }),
  /** A browser that is not known signed in (R1.6); the words are the mail's. */
  v.object({ kind: v.literal('new-browser'), ...always, ...browserKind }),
  /** A passkey was added to the account, or removed, in this kind of browser. */
  v.object({ kind: v.literal('passkey-added'), ...always, ...browserKind }),
  v.object({ kind: v.literal('passkey-removed'), ...always, ...browserKind }),
  /** The second step was turned on or off, or kept after a recovery, in this kind of browser. */
  v.object({ kind: v.literal('second-step-on'), ...always, ...browserKind }),
  v.object({ kind: v.literal('second-step-off'), ...always, ...browserKind }),
  v.object({ kind: v.literal('second-step-kept'), ...always, ...browserKind }),
  /** All sessions ended because a refresh token was used twice (R1.4). */
  v.object({ kind: v.literal('session-replayed'), ...always }),
  /** Sign-in was locked in a lane of the guard, until then (R3.5). */
  v.object({
    kind: v.literal('locked'),
    ...always,
    lane: v.picklist(['open', 'device', 'recovery']),
    lockedUntil: instantText,
  }),
  /** The e-mail address or the mobile number was changed. It goes to the previous one, even after another change (R11.2). */
  v.object({
    kind: v.literal('contact-changed'),
    ...always,
    changed: v.picklist(['email', 'mobile']),
    by: v.picklist(['mail', 'text']),
  }),
  /** The registration is contested and frozen (R10.4). It goes to the account's address and to those that it had before. */
  v.object({ kind: v.literal('registration-contested'), ...always }),
  /** The contest was rejected: the account is active again (R10.4). */
  v.object({ kind: v.literal('contest-rejected'), ...always }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;
export type LockNotice = Extract<Notice, { kind: 'locked' }>;

/** The waiting notices, in the order of their causes, in one partition, so that one Query finds them. */
export const noticeKey = (noticeId: string): Key => ({ pk: 'NOTICES', sk: noticeId });

/** Beside the waiting notices: no worker reads them, and they expire. Written where a notice would have nobody to go to (R3.5). */
export const nobodysNoticeKey = (noticeId: string): Key => ({ pk: 'NOTICES-TO-NOBODY', sk: noticeId });

/**
 * The old address or number that a notice goes to. It is in the account's partition, so that it is deleted with the account
 * (R11.1).
 */
export const noticeRecipientKey = ({ accountId, noticeId }: SentNotice): Key => ({
  pk: accountPartition(accountId),
  sk: `NOTICE#${noticeId}`,
});

/** The longest time that an old address or number is kept, in ms; after that its notice is dropped. */
export const recipientKept = 7 * 24 * 60 * 60 * 1000;

/** Identifies the notice of a message; the message's tags hold both. */
export type SentNotice = Pick<Notice, 'noticeId' | 'accountId'>;
/** `to`: an e-mail address, or a mobile number (E.164) for a text. */
export type Recipient = { readonly to: string; readonly language: Language };
/** A notice with its recipient: an address or number that does not follow the account's own. */
export type AddressedNotice = { readonly notice: Notice; readonly recipient: Recipient };

/** A waiting notice; `notice` is undefined if the item has not the form that the code writes. */
export type WaitingNotice = { readonly noticeId: string; readonly notice: Notice | undefined };

export type NoticePage = {
  /** The oldest first. */
  readonly waiting: readonly WaitingNotice[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Notices waiting to be sent. The transaction of the change writes them (dynamo-notice-parts.ts). */
export type Notices = {
  /** One page after the id `after`; undefined begins with the oldest. */
  read(after?: string): Promise<NoticePage>;
  /** Leases a notice to send it; false if another worker has it or it is gone. */
  lease(notice: Notice, now: Date, until: Date): Promise<boolean>;
  /** Ends the lease of a notice that was certainly not sent: any worker may send it now. */
  release(notice: SentNotice): Promise<void>;
  /** Deletes a notice and its recipient, because it was sent or never will be. A second call changes nothing. */
  remove(notice: SentNotice): Promise<void>;
  /**
   * The recipient of a notice; undefined if the account is erased or closed, or the old address has expired. `frozen`: the account
   * is contested, so its notice waits for the decision (R10.4).
   */
  recipientOf(notice: Notice, now: Date): Promise<Recipient | 'frozen' | undefined>;
  /** Takes the one mail about locks that an account gets a day (R3.5); false if it is taken. The same notice gets it again. */
  takeLockMail(notice: LockNotice): Promise<boolean>;
};
