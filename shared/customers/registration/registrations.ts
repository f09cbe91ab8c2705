import type { Language } from '#shared/contract/fields.ts';
import type { ContactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { ConfirmedRegistration, Registration } from './registration.ts';

/** The target of a confirmation link. `named`: the policies that its page named; undefined until the page was opened (R2.10). */
export type ConfirmationLink = { readonly registration: Registration; readonly named: readonly string[] | undefined };

/** Why somebody cannot have what they ask for: an account holds it. A registration that nobody has confirmed holds nothing (R2.3a). */
export type Refusal = 'already-registered' | 'username-taken' | 'contact-taken';

export type Reservation = {
  readonly registration: Registration;
  /** The contact under the other secrets, during a rotation. */
  readonly otherContacts: readonly string[];
  readonly tokenHash: string;
};

/**
 * The outcome of the confirming transaction. `overtaken`: the registration is no longer pending. `changed`: a policy or an
 * enrolment changed since it was read.
 */
export type ConfirmOutcome = Refusal | 'confirmed' | 'overtaken' | 'changed';

export type Confirmation = {
  readonly registration: Registration;
  /** The registration's address and number, under every secret that is known now. */
  readonly pair: ContactPair;
  readonly accountId: string;
  /** To enrol at once, at most `policiesAtOnce`. */
  readonly policies: readonly RegistryPolicy[];
  /** To enrol afterwards. */
  readonly remaining: readonly string[];
};

/** Opening an account takes six items and a mail, one more for each other secret, and each policy four; a DynamoDB transaction takes 100. */
export const policiesAtOnce = 22;

/** What a reservation became. `isRenewed`: the person's earlier registration that asks for exactly the same, with another link. */
export type Reserved = { readonly registration: Registration; readonly isRenewed: boolean };

/** Registrations, and the holders of persons, usernames and contacts. Expired items always count as absent. */
export type Registrations = {
  /**
   * Keeps a pending registration and replaces the person's earlier one, in one transaction. It reserves neither username nor
   * contact: of two who want the same the first who confirms gets it (R2.3a). If the earlier registration asks for exactly the same
   * (the form was sent twice), it gets another link instead, because the links of both mails must work.
   */
  reserve(reservation: Reservation, now: Date): Promise<Reserved | Refusal>;
  /** Notes that the replaced address has its mail. */
  settleReplaced(registrationId: string): Promise<void>;
  /** Deletes a reservation when its link could not be sent. Does nothing if another call replaced it. */
  withdraw(registration: Registration, tokenHash: string): Promise<void>;
  find(registrationId: string, now: Date): Promise<Registration | undefined>;
  findByToken(tokenHash: string, now: Date): Promise<ConfirmationLink | undefined>;
  /**
   * Records which policies this link's page names, and returns those of `policyNumbers` that every earlier page named, too. A
   * link may be open in two tabs, and no button may enrol what its own page did not name (R2.10).
   */
  recordNamed(tokenHash: string, policyNumbers: readonly string[]): Promise<readonly string[]>;
  /**
   * Adds a link to a pending registration and sets its language; the registration then expires with this link. False if the
   * registration is no longer pending.
   */
  renew(registration: Registration, tokenHash: string, now: Date): Promise<boolean>;
  /** Returns which of the policies are enrolled, in any account. */
  findEnrolled(policyNumbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Writes the account, its claims, its first enrolments and their changes, all or nothing. Deletes the username's guard. */
  confirm(confirmation: Confirmation, now: Date): Promise<ConfirmOutcome>;
  /** Enrols more policies of a confirmed registration and records which remain. False if something changed meanwhile. */
  enrolFurther(
    registration: ConfirmedRegistration,
    policies: readonly RegistryPolicy[],
    remaining: readonly string[],
    now: Date,
  ): Promise<boolean>;
  recordPasswordSms(registrationId: string, outcome: 'sent' | 'failed'): Promise<void>;
};

export type UnclaimedAccounts = {
  /** The active account of a registration; undefined once the first password was chosen. */
  find(
    accountId: string,
    registrationId: string,
  ): Promise<{ readonly username: string; readonly mobile: string; readonly language: Language } | undefined>;
};
