import type { Language } from '#shared/contract/fields.ts';

/**
 * An account after its customer cancelled the registration: nobody gets in any more, and all that has to be erased can still
 * be found by it. It is the last to go.
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
  /** Every policy that the account has ever enrolled; some may be ended, or somebody else's by now. */
  readonly enrolled: readonly string[];
};

/** A version of an object that was delivered to the account. */
export type DeliveredVersion = { readonly key: string; readonly versionId: string };

/** Some of what lies in the account's partition, beside the account itself. */
export type ErasablePage = {
  readonly versions: readonly DeliveredVersion[];
  /** Sort keys. */
  readonly items: readonly string[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/** Each step can be made again, by several at once, and does nothing where it is done. */
export type Cancellations = {
  /** Ends access; everything else follows from it. Does nothing for an account that is not active. */
  readonly close: (accountId: string, now: Date) => Promise<void>;
  readonly findClosed: (accountId: string) => Promise<ClosedAccount | undefined>;
  /** Whether there is no such account, or none any more. */
  readonly isGone: (accountId: string) => Promise<boolean>;
  /**
   * Ends the account's enrolments, each with its change; from then on no document can be delivered to it. Returns the time of
   * the last change of all policies that it ever enrolled, whoever ended them, but no earlier than the closing.
   */
  readonly endEnrolments: (account: ClosedAccount) => Promise<Date>;
  /** Puts the change that tells the insurer of the cancelling (R9.4), once: right after `lastEnd`, what `endEnrolments` returned. */
  readonly tellInsurer: (account: ClosedAccount, lastEnd: Date) => Promise<void>;
  /** Drops a waiting correction with all that is kept beside the account for it: the contact it reserved is free (R11.1a). */
  readonly dropCorrection: (accountId: string, now: Date) => Promise<void>;
  readonly readErasable: (accountId: string, from: string | undefined) => Promise<ErasablePage>;
  readonly erase: (accountId: string, items: readonly string[]) => Promise<void>;
  /** Leave to send the one mail: `held` by another, for a while · `sent` before. */
  readonly takeMail: (accountId: string, now: Date) => Promise<'taken' | 'held' | 'sent'>;
  /** The mail was sent, whoever says so, or certainly not (then anybody may send it). */
  readonly settleMail: (accountId: string, outcome: 'sent' | 'not-sent') => Promise<void>;
  /** Frees person, username and contact, forgets the guard and the account itself; all at once, and the last step of all. */
  readonly forget: (account: ClosedAccount) => Promise<void>;
};

/** What a restore needs: cancellings that the insurer knows of already. */
export type ToldCancellations = {
  /** `close` for a cancelling whose change the insurer has, with that change's time: it gets no other. */
  readonly closeAsTold: (accountId: string, toldAt: Date) => Promise<void>;
};

export type DocumentVersions = {
  /** Deletes exactly these versions; those that are gone stay gone. */
  readonly remove: (versions: readonly DeliveredVersion[]) => Promise<void>;
};
