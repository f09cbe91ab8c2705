import type { AddressedNotice } from '#shared/messages/notices/notice.ts';
import type { Account } from '#shared/sign-in/sessions/account.ts';
import type { ContactChange, ContactKind } from './contact-change.ts';
import type { ContactPair } from './contact-pair.ts';

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
