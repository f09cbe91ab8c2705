import type { Language } from '#shared/contract/fields.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { ConfirmedRegistration, Registration } from './registration.ts';

/**
 * What a confirmation link leads to. `named`: the policies that its page named; undefined before the first look at it (R2.10).
 */
export type ConfirmationLink = { readonly registration: Registration; readonly named: readonly string[] | undefined };

export type Refusal = 'already-registered' | 'username-taken' | 'contact-taken';

export type Reservation = {
  readonly registration: Registration;
  /** The contact under the other secrets, during a rotation. */
  readonly otherContacts: readonly string[];
  readonly tokenHash: string;
};

/**
 * The outcome of the confirming transaction. `overtaken`: the registration is not pending any more. `changed`: a policy or an
 * enrolment changed since it was read.
 */
export type ConfirmOutcome = Refusal | 'confirmed' | 'overtaken' | 'changed';

export type Confirmation = {
  readonly registration: Registration;
  readonly accountId: string;
  /** To enrol at once, at most `policiesAtOnce`. */
  readonly policies: readonly RegistryPolicy[];
  /** To enrol afterwards. */
  readonly remaining: readonly string[];
};

/** Opening an account takes seven items and each policy four; DynamoDB takes 100 in a transaction. */
export const policiesAtOnce = 23;

/** Registrations, and who holds persons, usernames and contacts. Expired items count as absent everywhere. */
export type Registrations = {
  /**
   * Reserves person, username and contact in one step and replaces the person's earlier pending registration. If that one asks
   * for the very same (the form was sent twice), it gets a further link instead: both mails must lead to it.
   */
  reserve(reservation: Reservation, now: Date): Promise<'reserved' | Refusal | { readonly renewed: Registration }>;
  /** Deletes a reservation whose link reaches nobody. Does nothing where it was overtaken. */
  withdraw(registration: Registration, tokenHash: string): Promise<void>;
  find(registrationId: string, now: Date): Promise<Registration | undefined>;
  findByToken(tokenHash: string, now: Date): Promise<ConfirmationLink | undefined>;
  /**
   * Records which policies the page of this link names, and returns them: those of `policyNumbers` that every earlier page
   * named, too. A link may be open in two tabs, and no button may enrol what its own page did not name (R2.10).
   */
  recordNamed(tokenHash: string, policyNumbers: readonly string[]): Promise<readonly string[]>;
  /**
   * Adds a link to a pending registration, and sets its language; the registration then expires with this link. False when it is
   * not pending any more.
   */
  renew(registration: Registration, tokenHash: string, now: Date): Promise<boolean>;
  /** Those of the policies that are enrolled, by any account. */
  findEnrolled(policyNumbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Writes all or nothing: the account, its claims, its first enrolments and their changes. Deletes the username's guard. */
  confirm(confirmation: Confirmation, now: Date): Promise<ConfirmOutcome>;
  /** Enrols further policies of a confirmed registration and records which remain. False when something changed meanwhile. */
  enrolFurther(
    registration: ConfirmedRegistration,
    policies: readonly RegistryPolicy[],
    remaining: readonly string[],
    now: Date,
  ): Promise<boolean>;
  recordPasswordSms(registrationId: string, outcome: 'sent' | 'failed'): Promise<void>;
};

export type UnclaimedAccounts = {
  /** The active account of a registration; undefined once its first password was chosen. */
  find(
    accountId: string,
    registrationId: string,
  ): Promise<{ readonly username: string; readonly mobile: string; readonly language: Language } | undefined>;
};
