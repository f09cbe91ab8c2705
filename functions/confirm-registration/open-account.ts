import { accountIdOf, type UnclaimedUsers } from '#shared/customers/accounts/unclaimed-users.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import { enrollablePolicies } from '#shared/customers/registration/eligibility.ts';
import {
  type ConfirmedRegistration,
  isConfirmed,
  type Registration,
} from '#shared/customers/registration/registration.ts';
import {
  type ConfirmationLink,
  policiesAtOnce,
  type Registrations,
} from '#shared/customers/registration/registrations.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Credentials, Holder } from '#shared/sign-in/credentials/credentials.ts';

export type OpenAccountNeeds = {
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly registrations: Pick<Registrations, 'find' | 'findEnrolled' | 'confirm'>;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly credentials: Pick<Credentials, 'create'>;
  readonly unclaimed: Pick<UnclaimedUsers, 'note' | 'sweep'>;
  /** Derives the first password of a registration; the same at every attempt. */
  readonly firstPassword: (registration: Registration) => string;
  readonly now: () => Date;
};

export type Opened = {
  readonly registration: ConfirmedRegistration;
  /** Whether this call opened the account, and so has to send the first password; otherwise another call did. */
  readonly byThisCall: boolean;
  /** Whether the user certainly has the first password: this call created the user with it. */
  readonly hasPassword: boolean;
};

const mostAttempts = 5;

/**
 * Opens the account of a pending registration: first the pool's user, then everything else in one transaction. If the transaction
 * fails, the user stays. The next attempt at the same registration uses it; an attempt at another registration with the same
 * username sweeps it, and so does the scheduled finish-cancelling. No call deletes its user after a failure, because another call
 * may be about to give the user its account. Throws `not-eligible-any-more`, `already-registered`, `username-taken`,
 * `contact-taken`, `confirmation-expired`.
 */
export async function openAccount(needs: OpenAccountNeeds, { registration, named }: ConfirmationLink): Promise<Opened> {
  const { registry, registrations, persons, firstPassword, now } = needs;
  const { registrationId, username } = registration;
  const holder = { accountId: accountIdOf(registrationId), username };

  const toEnrol = async () => {
    const policies = await enrollablePolicies(registry, registrations, await persons.customerIdsOf(registration));
    // The button accepts only what its page named. A customer who never opened the page accepted the terms, and so all policies.
    return named ? policies.filter(({ policyNumber }) => named.includes(policyNumber)) : policies;
  };

  /**
   * Returns the account that another call opened. Otherwise throws `code`, or `confirmation-expired` if another registration
   * replaced this one.
   */
  const openedOr = async (code: ConstructorParameters<typeof DomainError>[0]): Promise<Opened> => {
    const current = await registrations.find(registrationId, now());
    if (current && isConfirmed(current)) return { registration: current, byThisCall: false, hasPassword: false };
    throw new DomainError(current ? code : 'confirmation-expired');
  };

  let policies = await toEnrol();
  if (policies.length === 0) return openedOr('not-eligible-any-more');
  await needs.unclaimed.note({ ...holder, registrationId }, now());
  const made = await makeUser(needs, holder, firstPassword(registration));
  if (made === 'taken') return openedOr('username-taken');

  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const remaining = policies.slice(policiesAtOnce).map(({ policyNumber }) => policyNumber);
    const outcome = await registrations.confirm(
      { registration, accountId: holder.accountId, policies: policies.slice(0, policiesAtOnce), remaining },
      now(),
    );
    if (outcome === 'confirmed') {
      const confirmed = { ...registration, state: 'confirmed' as const, accountId: holder.accountId };
      return {
        registration: remaining.length > 0 ? { ...confirmed, remaining } : confirmed,
        byThisCall: true,
        hasPassword: made === 'made',
      };
    }
    if (outcome === 'overtaken') return openedOr('confirmation-expired');
    if (outcome !== 'changed') throw new DomainError(outcome);
    policies = await toEnrol();
    if (policies.length === 0) return openedOr('not-eligible-any-more');
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 2 });
}

/** Creates the pool's user. `taken`: the user with that name belongs to another account. */
async function makeUser(
  { credentials, unclaimed, now }: OpenAccountNeeds,
  holder: Holder,
  password: string,
): Promise<'made' | 'there' | 'taken'> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const made = await credentials.create(holder, password);
    if (typeof made === 'string') return made;
    if (made.heldBy === undefined) return 'taken';
    const swept = await unclaimed.sweep({ accountId: made.heldBy, username: holder.username }, now());
    if (swept !== 'swept') return 'taken';
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 2 });
}
