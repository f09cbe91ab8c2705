import { hash, randomBytes, randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { AddressedNotice } from '#shared/messages/notices/notice.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import type { ContactPair } from './contact-pair.ts';

/** Which contact changes. Each kind has at most one waiting change. */
export type ContactKind = 'email' | 'mobile';

/** A change that waits for confirmation at the new address or number (R11.2). */
export const contactChangeSchema = v.object({
  kind: v.picklist(['email', 'mobile']),
  /** The new address, or the new number in E.164. */
  value: v.string(),
  /** SHA-256 of the link's token, or of the code. */
  proof: v.string(),
  /** How many tries of the code are left. */
  triesLeft: v.pipe(v.number(), v.integer()),
  /**
   * The account's value at the time of the request: whatever ends sessions (a recovery, a new password) also voids the change.
   */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  /** True once it was applied: following the link again gives the same answer. */
  confirmed: v.optional(v.boolean(), false),
  expiresAt: v.number(),
});
export type ContactChange = Readonly<v.InferOutput<typeof contactChangeSchema>>;

/** How long a change waits, in ms: a mail is read within a day, a text message at once. */
export const changeLife: Readonly<Record<ContactKind, number>> = { email: 24 * 60 * 60 * 1000, mobile: 15 * 60 * 1000 };
/** Guesses at one code of a million. */
export const codeTries = 5;
/** How many changes one account may ask for in a day: each sends a mail or a text message. */
export const changesPerDay = 5;

/** `overtaken`: the account or the change is different from what was read. */
export type AppliedChange = 'applied' | 'contact-taken' | 'overtaken';

export type Pending = { readonly account: Account; readonly change: ContactChange };

/** The pair that the account then has, and the notices to the old address or number. */
export type Applied = { readonly pair: ContactPair; readonly notices: readonly AddressedNotice[] };

/** Changes that wait, and the accounts they belong to. Expired ones count as absent. */
export type ContactChanges = {
  /** Whether the e-mail+mobile pair is free, or only this person's and no account's (R2.6). */
  readonly isFree: (pair: ContactPair, customerId: string, now: Date) => Promise<boolean>;
  /** Stores a change and replaces an earlier one of its kind. Throws DomainError `session-ended` for an account that is gone. */
  readonly put: (accountId: string, change: ContactChange) => Promise<void>;
  /** Ends a change whose link or code could not be sent. Does nothing where a later change replaced it. */
  readonly withdraw: (accountId: string, change: ContactChange, now: Date) => Promise<void>;
  /** All changes that wait, also those of ended sessions; at most one of each kind. */
  readonly waiting: (accountId: string, now: Date) => Promise<readonly ContactChange[]>;
  /** A change that can still be confirmed, with its active account; undefined if there is none. */
  readonly find: (accountId: string, kind: ContactKind, now: Date) => Promise<Pending | undefined>;
  /** Takes one try of a code, before it is compared. Returns how many are left, or undefined when none was left to take. */
  readonly takeTry: (accountId: string, kind: ContactKind) => Promise<number | undefined>;
  /** Writes account, pair, change and notices in one step. Of two who want the same pair one wins. */
  readonly apply: (accountId: string, pending: Pending, applied: Applied, now: Date) => Promise<AppliedChange>;
};

/** base64url letters of 256 bits. */
const secretLength = 43;

/** A link's token: 256 random bits, then the account's id, since the customer may open the mail without being signed in. */
export const createContactToken = (accountId: string): string =>
  `${randomBytes(32).toString('base64url')}${Buffer.from(accountId).toString('base64url')}`;

/** The account that a token names; this proves nothing yet. */
export const accountOfToken = (token: string): string =>
  Buffer.from(token.slice(secretLength), 'base64url').toString('utf8');

/** The code of a text message: six random digits. */
export const createCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What the portal keeps of a token or code. */
export const proofOf = (accountId: string, secret: string): string => hash('sha256', `${accountId}|${secret}`, 'hex');
