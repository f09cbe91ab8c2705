import { hash, randomBytes, randomInt } from 'node:crypto';
import * as v from 'valibot';
import { rules } from '#shared/contract/rules.ts';
import type { AddressedNotice } from '#shared/messages/notices/notice.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import type { ContactPair } from './contact-pair.ts';

/** The contact that changes. Of each kind, at most one change waits. */
export type ContactKind = 'email' | 'mobile';

/** A change that waits for confirmation at the new address or number (R11.2). */
export const contactChangeSchema = v.object({
  kind: v.picklist(['email', 'mobile']),
  /** The new address, or the new number in E.164. */
  value: v.string(),
  /** SHA-256 of the link's token, or of the code. */
  proof: v.string(),
  /** Remaining tries of the code. */
  triesLeft: v.pipe(v.number(), v.integer()),
  /**
   * The account's value when the change was requested. Whatever ends sessions (a recovery, a new password) raises the account's
   * value and so voids the change.
   */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  /** True once applied: opening the link again gets the same answer. */
  confirmed: v.optional(v.boolean(), false),
  expiresAt: v.number(),
});
export type ContactChange = Readonly<v.InferOutput<typeof contactChangeSchema>>;

/** How long a change can be confirmed, in ms. A text message is read at once, a mail within a day. */
export const changeLife: Readonly<Record<ContactKind, number>> = {
  email: rules.linkHours * 60 * 60 * 1000,
  mobile: rules.codeMinutes * 60 * 1000,
};
/** How many codes may be tried for one change; there are a million. */
export const codeTries = 5;
/** How many changes one account may request in a day: each sends a mail or a text message. */
export const changesPerDay = 5;

/** `overtaken`: the account or the change was changed since it was read. */
export type AppliedChange = 'applied' | 'contact-taken' | 'overtaken';

export type Pending = { readonly account: Account; readonly change: ContactChange };

/** The account's new pair, and the notices to the old address or number. */
export type Applied = { readonly pair: ContactPair; readonly notices: readonly AddressedNotice[] };

/** Waiting changes, with their accounts. Expired ones count as absent. */
export type ContactChanges = {
  /** Whether the person may take the pair (R2.6): it is free, or this person holds it without an account. */
  readonly isFree: (pair: ContactPair, customerId: string, now: Date) => Promise<boolean>;
  /** Stores a change; it replaces an earlier one of its kind. Throws DomainError `session-ended` if the account is gone. */
  readonly put: (accountId: string, change: ContactChange) => Promise<void>;
  /** Ends a change when its link or code could not be sent. Does nothing if a later change replaced it. */
  readonly withdraw: (accountId: string, change: ContactChange, now: Date) => Promise<void>;
  /** All waiting changes, including those requested in sessions that have ended; at most one of each kind. */
  readonly waiting: (accountId: string, now: Date) => Promise<readonly ContactChange[]>;
  /** The change that can still be confirmed, with its active account; undefined if there is none. */
  readonly find: (accountId: string, kind: ContactKind, now: Date) => Promise<Pending | undefined>;
  /** Uses up one try before the code is compared. Returns how many remain, or undefined if none was left. */
  readonly takeTry: (accountId: string, kind: ContactKind) => Promise<number | undefined>;
  /** Writes account, pair, change and notices in one transaction. If two accounts want the same pair, one gets it. */
  readonly apply: (accountId: string, pending: Pending, applied: Applied, now: Date) => Promise<AppliedChange>;
};

/** Letters of base64url that hold 256 bits. */
const secretLength = 43;

/** A link's token: 256 random bits, then the account's id, because the customer may open the mail without being signed in. */
export const createContactToken = (accountId: string): string =>
  `${randomBytes(32).toString('base64url')}${Buffer.from(accountId).toString('base64url')}`;

/** The account that a token names. This proves nothing: compare the proof. */
export const accountOfToken = (token: string): string =>
  Buffer.from(token.slice(secretLength), 'base64url').toString('utf8');

/** The code of a text message: six random digits. */
export const createCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** The hash that the portal keeps instead of a token or code. */
export const proofOf = (accountId: string, secret: string): string => hash('sha256', `${accountId}|${secret}`, 'hex');
