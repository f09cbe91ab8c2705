import type { Language } from '#shared/contract/fields.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { ConfirmedRegistration, Registration } from './registration.ts';

/** What a confirmation link leads to; `named`: the policies that its page has named, once it was looked at (R2.10). */
export type ConfirmationLink = { readonly registration: Registration; readonly named: readonly string[] | undefined };

export type Refusal = 'already-registered' | 'username-taken' | 'contact-taken';

export type Reservation = {
  readonly registration: Registration;
  /** The contact under the other secrets, while one is being rotated. */
  readonly otherContacts: readonly string[];
  readonly tokenHash: string;
};

/** What the confirm transaction came to; `overtaken`: no longer pending · `changed`: a policy or enrolment is not as read. */
export type ConfirmOutcome = Refusal | 'confirmed' | 'overtaken' | 'changed';

export type Confirmation = {
  readonly registration: Registration;
  readonly accountId: string;
  /** To enrol at once, at most `policiesAtOnce`. */
  readonly policies: readonly RegistryPolicy[];
  /** To enrol afterwards. */
  readonly remaining: readonly string[];
};

/** Seven items go with the account, four with each policy; a transaction holds 100. */
export const policiesAtOnce = 23;

/** Registrations, and who holds persons, usernames and contacts. What has expired counts as absent everywhere. */
export type Registrations = {
  /**
   * Reserves person, username and contact in one step; takes the place of the person's earlier pending registration, or gives
   * that one a further link where it asks for the very same: the form was sent twice, and both mails must lead there.
   */
  reserve(reservation: Reservation, now: Date): Promise<'reserved' | Refusal | { readonly renewed: Registration }>;
  /** Takes back a reservation whose link nobody can get; what was overtaken meanwhile stays. */
  withdraw(registration: Registration, tokenHash: string): Promise<void>;
  find(registrationId: string, now: Date): Promise<Registration | undefined>;
  findByToken(tokenHash: string, now: Date): Promise<ConfirmationLink | undefined>;
  /**
   * Keeps which policies the page of this link names and gives them: of `policyNumbers` those that every page before has named,
   * too. A link may be open in two tabs, and no button may enrol what its own page did not name (R2.10).
   */
  recordNamed(tokenHash: string, policyNumbers: readonly string[]): Promise<readonly string[]>;
  /** A further link for a pending registration, which then lives as long as it and speaks its language; false when it is pending no more. */
  renew(registration: Registration, tokenHash: string, now: Date): Promise<boolean>;
  /** Which of the policies somebody has enrolled. */
  findEnrolled(policyNumbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** All at once or nothing: the account, its claims, its first enrolments and their changes; the username's guard goes. */
  confirm(confirmation: Confirmation, now: Date): Promise<ConfirmOutcome>;
  /** Enrols further policies of a confirmed registration and keeps what then still remains; false: something changed. */
  enrolFurther(
    registration: ConfirmedRegistration,
    policies: readonly RegistryPolicy[],
    remaining: readonly string[],
    now: Date,
  ): Promise<boolean>;
  recordPasswordSms(registrationId: string, outcome: 'sent' | 'failed'): Promise<void>;
};

export type UnclaimedAccounts = {
  /** The active account of a registration as long as its first password was not chosen. */
  find(
    accountId: string,
    registrationId: string,
  ): Promise<{ readonly username: string; readonly mobile: string; readonly language: Language } | undefined>;
};
