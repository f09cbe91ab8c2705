import type { ContactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { CallersAccount } from '#shared/helpdesk/identifying/identification.ts';

/**
 * How long a correction waits after the first sign-in, in ms: somebody who knows a customer's data must not get the account by a
 * telephone call alone. The mail to the old address has a link that stops it.
 */
export const correctionWait = 72 * 60 * 60 * 1000;

/** One thing that the helpdesk corrects; `to` is an e-mail address or a mobile (E.164). */
export type Correction = ContactPair & { readonly kind: 'mobile' | 'email'; readonly to: string };

/** A correction that waits: it comes into force at `from` (ISO 8601). */
export type WaitingCorrection = Correction & {
  readonly correctionId: string;
  /** The contact that it replaces: another change of that makes it void. */
  readonly replaces: string;
  readonly customerId: string;
  readonly from: string;
  readonly stopHash: string;
};

/** Corrections of an identified caller's contact. */
export type Corrections = {
  /** Corrects at once; `changed`: the account is not as it was read. */
  readonly apply: (
    account: CallersAccount,
    correction: Correction,
    act: Act,
  ) => Promise<'done' | 'contact-taken' | 'changed'>;
  /** Begins to wait, in place of an earlier correction that waits. */
  readonly begin: (
    account: CallersAccount,
    waiting: WaitingCorrection,
    act: Act,
  ) => Promise<'done' | 'contact-taken' | 'changed'>;
  readonly findWaiting: (accountId: string) => Promise<WaitingCorrection | undefined>;
};

/** A correction that is due; `accountId` is undefined for an item that is not in the form the code writes. */
export type DueCorrection = { readonly dueKey: string; readonly accountId: string | undefined };

/** A page of corrections that are due. */
export type DuePage = {
  /** The oldest first. */
  readonly due: readonly DueCorrection[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/**
 * What becomes of waiting corrections. They do not expire; only the contact that they reserve does, seven days after they are
 * due. One that could not be carried out in time is carried out later, or dropped where somebody else has the contact by then.
 */
export type WaitingCorrections = {
  /** Stops one by its link's token; false where there is nothing to stop. */
  readonly stop: (stopHash: string, now: Date) => Promise<boolean>;
  /** One page of corrections that are due, from after `after`, or from the oldest. */
  readonly due: (now: Date, after?: string) => Promise<DuePage>;
  /** `dropped`: the account has changed, or somebody else holds the contact. `over`: it does not wait any more. */
  readonly carryOut: (
    due: { readonly accountId: string; readonly dueKey: string },
    now: Date,
  ) => Promise<'applied' | 'dropped' | 'over'>;
  /** Drops what waits for an account that is being cancelled, and frees the contact that it reserved (R11.1a). */
  readonly drop: (accountId: string, now: Date) => Promise<void>;
};
