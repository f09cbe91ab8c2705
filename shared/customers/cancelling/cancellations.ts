import * as v from 'valibot';
import type { Language } from '#shared/contract/fields.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';

/**
 * An account whose customer cancelled the registration: access has ended, and the account still says what to erase. It is
 * deleted last.
 */
export type ClosedAccount = {
  readonly accountId: string;
  readonly username: string;
  readonly email: string;
  readonly language: Language;
  readonly customerId: string;
  readonly contact: string;
  readonly registrationId?: string | undefined;
  readonly closedAt: Date;
  /** In seconds since 1970 UTC. */
  readonly sessionsValidFrom: number;
  /** Those signed out before, as on the account. */
  readonly endedSessions?: Account['endedSessions'];
  /** Every policy that the account ever enrolled; some may have ended, or belong to another account now. */
  readonly enrolled: readonly string[];
};

/** A version of an object that was delivered to the account. */
export type DeliveredVersion = { readonly key: string; readonly versionId: string };

/** A page of the account's partition, without the account itself. */
export type ErasablePage = {
  readonly versions: readonly DeliveredVersion[];
  /** Sort keys. */
  readonly items: readonly string[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Each step may be repeated, by several runs at once, and does nothing where it is done. */
export type Cancellations = {
  /** Ends access. Does nothing for an account that is not active. */
  readonly close: (accountId: string, now: Date) => Promise<void>;
  readonly findClosed: (accountId: string) => Promise<ClosedAccount | undefined>;
  /** Whether there is no such account (any more). */
  readonly isGone: (accountId: string) => Promise<boolean>;
  /**
   * Ends the account's enrolments, each with its change; from then on no document can be delivered to it. Returns the time of
   * the last change of all policies that it ever enrolled, whichever run or account made it, but no earlier than the closing.
   */
  readonly endEnrolments: (account: ClosedAccount) => Promise<Date>;
  /** Publishes the cancelling to the insurer (R9.4), once, right after `lastEnd`, which `endEnrolments` returned. */
  readonly tellInsurer: (account: ClosedAccount, lastEnd: Date) => Promise<void>;
  readonly readErasable: (accountId: string, from: string | undefined) => Promise<ErasablePage>;
  readonly erase: (accountId: string, items: readonly string[]) => Promise<void>;
  /** Takes the right to send the one mail. `held`: another run has it for a while. `sent`: it was sent before. */
  readonly takeMail: (accountId: string, now: Date) => Promise<'taken' | 'held' | 'sent'>;
  /** Records that the mail was sent, or certainly not; after `not-sent` any run may send it. */
  readonly settleMail: (accountId: string, outcome: 'sent' | 'not-sent') => Promise<void>;
  /** Frees person, username and contact, and deletes the guard and the account itself, all at once. The last step. */
  readonly forget: (account: ClosedAccount) => Promise<void>;
};

/** What a restore needs: cancellings that the insurer has already. */
export type ToldCancellations = {
  /** `close` for a cancelling whose change the insurer has, with that change's time. It publishes no second change. */
  readonly closeAsTold: (accountId: string, toldAt: Date) => Promise<void>;
};

/** What the helpdesk keeps of an account beside it. */
export type WaitingCorrection = {
  /** Deletes a waiting correction and everything that is kept for it, so that the contact it reserved is free (R11.1a). */
  readonly drop: (accountId: string, now: Date) => Promise<void>;
};

export type DocumentVersions = {
  /** Deletes exactly these versions; missing ones are no error. */
  readonly remove: (versions: readonly DeliveredVersion[]) => Promise<void>;
};

/** Asks for finish-cancelling after `finishDelay`, also if the caller crashes. */
export type FinishingRequests = { readonly put: (accountId: string) => Promise<void> };

const requestSchema = v.pipe(v.string(), v.parseJson(), v.object({ accountId: v.pipe(v.string(), v.nonEmpty()) }));

/** The account that a message asks to finish. Throws ValiError for any other message, which ends in the dead-letter queue. */
export const readFinishingRequest = (body: string): string => v.parse(requestSchema, body).accountId;
