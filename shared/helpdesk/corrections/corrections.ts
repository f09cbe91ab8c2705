import { maskMobile } from '#shared/customers/accounts/masked-mobile.ts';
import type { ContactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import { type CallersAccount, maskEmail } from '#shared/helpdesk/identifying/identification.ts';
import type { Recipient } from '#shared/messages/notices/notice.ts';

/**
 * How long a correction waits once the first password is chosen, in ms: somebody who knows a customer's data must not get the
 * account by a telephone call alone. The mail to the old address has a link that stops it.
 */
export const correctionWait = 72 * 60 * 60 * 1000;

/** A correction by the helpdesk; `to` is an e-mail address or a mobile (E.164). */
export type Correction = ContactPair & { readonly kind: 'mobile' | 'email'; readonly to: string };

/** A waiting correction: it comes into force at `from` (ISO 8601). */
export type WaitingCorrection = Correction & {
  readonly correctionId: string;
  /** The contact that it replaces. Another change of that contact voids the correction. */
  readonly replaces: string;
  readonly customerId: string;
  readonly from: string;
  readonly stopHash: string;
  /** Of the corrections that it replaced: their links stop it, too (R10.4). */
  readonly earlierStops?: readonly string[] | undefined;
};

/** A mobile or an e-mail address, for whoever need not see the whole of it. */
export const maskContact = ({ kind, to }: Pick<Correction, 'kind' | 'to'>): string =>
  kind === 'mobile' ? maskMobile(to) : maskEmail(to);

/** What customer and helpdesk see of the waiting correction; undefined if another change of the contact has voided it. */
export const comingOf = ({ contact }: { readonly contact: string }, waiting: WaitingCorrection | undefined) =>
  waiting?.replaces === contact ? { kind: waiting.kind, to: maskContact(waiting), from: waiting.from } : undefined;

/** Corrections of an identified caller's contact. */
export type Corrections = {
  /** Corrects at once. `changed`: the account is not as it was read. */
  readonly apply: (
    account: CallersAccount,
    correction: Correction,
    act: Act,
  ) => Promise<'done' | 'contact-taken' | 'changed'>;
  /** Stores a waiting correction; it replaces an earlier one, whose link stops this one from then on. */
  readonly begin: (
    account: CallersAccount,
    waiting: WaitingCorrection,
    act: Act,
  ) => Promise<'done' | 'contact-taken' | 'changed'>;
  /** The addresses that the account had in the last 90 days, without the one that it has; the oldest first. */
  readonly formerAddresses: (account: CallersAccount, now: Date) => Promise<readonly Recipient[]>;
  readonly findWaiting: (accountId: string) => Promise<WaitingCorrection | undefined>;
};

/** A correction that is due; `accountId` is undefined if the item has not the form that the code writes. */
export type DueCorrection = { readonly dueKey: string; readonly accountId: string | undefined };

/** A page of corrections that are due. */
export type DuePage = {
  /** The oldest first. */
  readonly due: readonly DueCorrection[];
  /** Where the next page starts; absent on the last. */
  readonly next?: string;
};

/**
 * Stops and carries out waiting corrections. They do not expire; only the contact that they reserve does, seven days after they
 * are due. A correction that could not be carried out in time is carried out later, or dropped if somebody else has the contact
 * by then.
 */
export type WaitingCorrections = {
  /** Stops a correction by its link's token, or by that of a correction that it replaced; false if there is nothing to stop. */
  readonly stop: (stopHash: string, now: Date) => Promise<boolean>;
  /** One page of due corrections, after the key `after`; undefined begins with the oldest. */
  readonly due: (now: Date, after?: string) => Promise<DuePage>;
  /**
   * `dropped`: the account has changed, or somebody else holds the contact. `over`: it no longer waits. `frozen`: the account is
   * contested, so the correction waits for the decision (R10.4).
   */
  readonly carryOut: (
    due: { readonly accountId: string; readonly dueKey: string },
    now: Date,
  ) => Promise<'applied' | 'dropped' | 'over' | 'frozen'>;
  /** Drops the correction of an account that is being cancelled, and frees the contact that it reserved (R11.1a). */
  readonly drop: (accountId: string, now: Date) => Promise<void>;
};
