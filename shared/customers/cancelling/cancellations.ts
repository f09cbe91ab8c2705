import * as v from 'valibot';
import type { Language } from '#shared/contract/fields.ts';
import type { StoredVersion } from '#shared/documents/retention/stored-versions.ts';
import type { Key } from '#shared/platform/tables/portal-keys.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';

/** The account of a cancelled registration: access has ended, and the account still lists what to erase. It is deleted last. */
export type ClosedAccount = {
  readonly accountId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
  readonly customerId: string;
  readonly contact: string;
  readonly registrationId?: string | undefined;
  readonly closedAt: Date;
  /** Whether it was ended because its holder contested it (R10.4); otherwise the customer cancelled it. */
  readonly isContested: boolean;
  /** In seconds since 1970 UTC. */
  readonly sessionsValidFrom: number;
  /** Those signed out before, as on the account. */
  readonly endedSessions?: Account['endedSessions'];
  /** Every policy that the account ever enrolled; some may have ended, or belong to another account now. */
  readonly enrolled: readonly string[];
};

/** A page of the account's partition, without the account itself. */
export type ErasablePage = {
  /** The versions that were delivered to the account. */
  readonly versions: readonly StoredVersion[];
  /** The page's items, and the notes of when these versions would have been erased. */
  readonly items: readonly Key[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Each step may be repeated, also by several runs at once. It does nothing when it was done before. */
export type Cancellations = {
  /** Ends access. Does nothing for an account that is not active. */
  readonly close: (accountId: string, now: Date) => Promise<void>;
  readonly findClosed: (accountId: string) => Promise<ClosedAccount | undefined>;
  /** Whether the account does not exist (any more). */
  readonly isGone: (accountId: string) => Promise<boolean>;
  /**
   * Ends the account's enrolments and writes a change for each; from then on no document can be delivered to it. Returns when the
   * policies that it ever enrolled last changed, whichever run or account changed them, but no time before the closing.
   */
  readonly endEnrolments: (account: ClosedAccount) => Promise<Date>;
  /** Publishes the cancellation to the insurer (R9.4), once, dated right after `lastEnd`, which `endEnrolments` returned. */
  readonly tellInsurer: (account: ClosedAccount, lastEnd: Date) => Promise<void>;
  readonly readErasable: (accountId: string, from: string | undefined) => Promise<ErasablePage>;
  readonly erase: (items: readonly Key[]) => Promise<void>;
  /** Leases the sending of the one mail. `held`: another run has the lease. `sent`: the mail was sent before. */
  readonly takeMail: (accountId: string, now: Date) => Promise<'taken' | 'held' | 'sent'>;
  /** Records the mail's outcome. After `not-sent`, which must be certain, any run may send it. */
  readonly settleMail: (accountId: string, outcome: 'sent' | 'not-sent') => Promise<void>;
  /** Frees person, username and contact, and deletes the guard and the account itself, all at once. The last step. */
  readonly forget: (account: ClosedAccount) => Promise<void>;
};

/** Cancellations that the insurer knows already: a restore closes their accounts again. */
export type ToldCancellations = {
  /** Closes the account like `close`, at the time of the change that the insurer has. Publishes no second change. */
  readonly closeAsTold: (accountId: string, toldAt: Date) => Promise<void>;
};

/** A correction of contacts by the helpdesk that waits to come into force. */
export type WaitingCorrection = {
  /** Deletes the account's waiting correction and all that belongs to it. This frees the contact that it reserved (R11.1a). */
  readonly drop: (accountId: string, now: Date) => Promise<void>;
};

/** Queues finish-cancelling to run after `finishDelay`, even if the caller crashes meanwhile. */
export type FinishingRequests = { readonly put: (accountId: string) => Promise<void> };

const requestSchema = v.pipe(v.string(), v.parseJson(), v.object({ accountId: v.pipe(v.string(), v.nonEmpty()) }));

/** Reads the account to finish from a message. Throws ValiError for any other message, which ends in the dead-letter queue. */
export const readFinishingRequest = (body: string): string => v.parse(requestSchema, body).accountId;
