import { accountIdOf } from '#shared/customers/accounts/unclaimed-users.ts';
import { contactPair } from '#shared/customers/contacts/contact-pair.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import { enrollablePolicies } from '#shared/customers/registration/eligibility.ts';
import { type ConfirmedRegistration, isConfirmed } from '#shared/customers/registration/registration.ts';
import {
  type ConfirmationLink,
  policiesAtOnce,
  type Registrations,
} from '#shared/customers/registration/registrations.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Pseudonyms } from '#shared/platform/secrets/pseudonym.ts';

export type OpenAccountNeeds = {
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly registrations: Pick<Registrations, 'find' | 'findEnrolled' | 'confirm'>;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly pseudonyms: Pseudonyms;
  readonly now: () => Date;
};

export type Opened = {
  readonly registration: ConfirmedRegistration;
  /** Whether this call opened the account, and so has to send the first password; otherwise another call did. */
  readonly byThisCall: boolean;
};

const mostAttempts = 5;

/**
 * Opens the account of a pending registration in one transaction. It decides who has the username and the contact: nothing else
 * holds them, the pool's user is created afterwards (R2.3a). Throws `not-eligible-any-more`, `already-registered`,
 * `username-taken`, `contact-taken`, `confirmation-expired`.
 */
export async function openAccount(needs: OpenAccountNeeds, { registration, named }: ConfirmationLink): Promise<Opened> {
  const { registry, registrations, persons, pseudonyms, now } = needs;
  const { registrationId, email, mobile } = registration;
  const accountId = accountIdOf(registrationId);
  const pair = contactPair(pseudonyms, email, mobile);

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
    if (current && isConfirmed(current)) return { registration: current, byThisCall: false };
    throw new DomainError(current ? code : 'confirmation-expired');
  };

  let policies = await toEnrol();
  if (policies.length === 0) return openedOr('not-eligible-any-more');
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const remaining = policies.slice(policiesAtOnce).map(({ policyNumber }) => policyNumber);
    const outcome = await registrations.confirm(
      { registration, pair, accountId, policies: policies.slice(0, policiesAtOnce), remaining },
      now(),
    );
    if (outcome === 'confirmed') {
      const confirmed = { ...registration, state: 'confirmed' as const, accountId };
      return {
        registration: remaining.length > 0 ? { ...confirmed, remaining } : confirmed,
        byThisCall: true,
      };
    }
    if (outcome === 'overtaken') return openedOr('confirmation-expired');
    if (outcome !== 'changed') throw new DomainError(outcome);
    policies = await toEnrol();
    if (policies.length === 0) return openedOr('not-eligible-any-more');
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'registration-changes' });
}
