import { hash, randomBytes, randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { AddressedNotice } from '#shared/messages/notices/notice.ts';
import type { Account } from '#shared/sign-in/sessions/account.ts';
import type { ContactPair } from './contact-pair.ts';

/** What of the contacts is to change. Each kind has at most one change on its way. */
export type ContactKind = 'email' | 'mobile';

/** A change that waits for its confirmation at the new address or number (R11.2). */
export const contactChangeSchema = v.object({
  kind: v.picklist(['email', 'mobile']),
  /** The new address, or the new number in E.164. */
  value: v.string(),
  /** SHA-256 of the link's token, or of the code. */
  proof: v.string(),
  /** How often the code may still be tried. */
  triesLeft: v.pipe(v.number(), v.integer()),
  /** The account's when it was asked for: whatever ends sessions (a recovery, a new password) also voids the change. */
  sessionsValidFrom: v.pipe(v.number(), v.integer()),
  /** A link that is followed twice answers the same. */
  confirmed: v.optional(v.boolean(), false),
  expiresAt: v.number(),
});
export type ContactChange = Readonly<v.InferOutput<typeof contactChangeSchema>>;

/** How long a change waits, in ms: a mail is read within a day, a text message at once. */
export const changeLife: Readonly<Record<ContactKind, number>> = { email: 24 * 60 * 60 * 1000, mobile: 15 * 60 * 1000 };
/** Guesses at one code of a million. */
export const codeTries = 5;
/** Changes that one account may ask for a day: each sends a mail or a text message to somebody. */
export const changesPerDay = 5;

/** `overtaken`: the account or the change is not any more as it was read. */
export type AppliedChange = 'applied' | 'contact-taken' | 'overtaken';

export type Pending = { readonly account: Account; readonly change: ContactChange };

/** What a change makes: the pair that the account then has, and what is told of it to the one before. */
export type Applied = { readonly pair: ContactPair; readonly notices: readonly AddressedNotice[] };

/** The changes of contacts on their way, and the accounts they belong to. What has expired counts as absent. */
export type ContactChanges = {
  /** Whether nobody but this person holds the e-mail+mobile pair (R2.6), and no account does. */
  readonly isFree: (pair: ContactPair, customerId: string, now: Date) => Promise<boolean>;
  /** Puts a change in the place of an earlier one of its kind. Throws DomainError `session-ended` for an account that is gone. */
  readonly put: (accountId: string, change: ContactChange) => Promise<void>;
  /** Ends a change whose link or code could not be sent; a later change in its place stays. */
  readonly withdraw: (accountId: string, change: ContactChange, now: Date) => Promise<void>;
  /** All changes on their way, of whatever sessions; at most one of each kind. */
  readonly waiting: (accountId: string, now: Date) => Promise<readonly ContactChange[]>;
  /** A change that can still be confirmed, with its live account; undefined for none. */
  readonly find: (accountId: string, kind: ContactKind, now: Date) => Promise<Pending | undefined>;
  /** Takes one try of a code, before it is compared; how many are left then, or undefined when there was none. */
  readonly takeTry: (accountId: string, kind: ContactKind) => Promise<number | undefined>;
  /** Account, pair, change and its notices in one step: of two who want the same pair one wins. */
  readonly apply: (accountId: string, pending: Pending, applied: Applied, now: Date) => Promise<AppliedChange>;
};

/** base64url letters of 256 bits. */
const secretLength = 43;

/** A link's token: 256 random bits, then whose it is, since nobody need be signed in where the mail is read. */
export const createContactToken = (accountId: string): string =>
  `${randomBytes(32).toString('base64url')}${Buffer.from(accountId).toString('base64url')}`;

/** Whose a token says that it is; nothing is proven yet. */
export const accountOfToken = (token: string): string =>
  Buffer.from(token.slice(secretLength), 'base64url').toString('utf8');

/** A code to be typed over from a text message: six random digits. */
export const createCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What is kept of a token or code. */
export const proofOf = (accountId: string, secret: string): string => hash('sha256', `${accountId}|${secret}`, 'hex');
