import type { PasswordPool } from '#shared/accounts/password-pool.ts';
import type { Persons } from '#shared/persons/persons.ts';
import { enrollablePolicies } from '#shared/registration/enrollable-policies.ts';
import { type ConfirmedRegistration, isConfirmed, type Registration } from '#shared/registration/registration.ts';
import { type ConfirmationLink, policiesAtOnce, type Registrations } from '#shared/registration/registrations.ts';
import type { Registry } from '#shared/registry/registry.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';

export type OpenAccountNeeds = {
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly registrations: Pick<Registrations, 'find' | 'findEnrolled' | 'confirm' | 'hasAccount'>;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly pool: PasswordPool;
  /** The first password of a registration: random to everybody else, the same for every attempt at the same registration. */
  readonly firstPassword: (registration: Registration) => string;
  readonly now: () => Date;
};

export type Opened = {
  readonly registration: ConfirmedRegistration;
  /** Whether this call opened it, and so has to send the first password; else another one did. */
  readonly byThisCall: boolean;
};

const mostAttempts = 5;

/**
 * Makes the account of a pending registration: the pool's user first, then everything else in one transaction, so that a
 * crash leaves at worst a user without an account, which the next attempt adopts. Attempts in parallel or after a crash set
 * the same first password. Throws `not-eligible-any-more`, `already-registered`, `username-taken`, `contact-taken`,
 * `confirmation-expired`, and then leaves no user of its own behind.
 */
export async function openAccount(needs: OpenAccountNeeds, { registration, named }: ConfirmationLink): Promise<Opened> {
  const { registry, registrations, persons, pool, firstPassword, now } = needs;
  const { registrationId, username } = registration;

  const toEnrol = async () => {
    const policies = await enrollablePolicies(registry, registrations, await persons.customerIdsOf(registration));
    // What was not named on the page is not accepted by its button; without a look at the page the terms were accepted.
    return named ? policies.filter(({ policyNumber }) => named.includes(policyNumber)) : policies;
  };

  const openedByAnother = async (): Promise<Opened | undefined> => {
    const current = await registrations.find(registrationId, now());
    return current && isConfirmed(current) ? { registration: current, byThisCall: false } : undefined;
  };

  let policies = await toEnrol();
  if (policies.length === 0) {
    const opened = await openedByAnother();
    if (opened) return opened;
    throw new DomainError('not-eligible-any-more');
  }

  const password = firstPassword(registration);
  const { accountId, made } = await pool.create(username, password);
  const refuse = async (code: ConstructorParameters<typeof DomainError>[0]): Promise<never> => {
    if (made && !(await registrations.hasAccount(accountId))) await pool.remove(username);
    throw new DomainError(code);
  };
  if (!made) {
    if (await registrations.hasAccount(accountId)) return (await openedByAnother()) ?? (await refuse('username-taken'));
    await pool.setTemporaryPassword(username, password);
  }

  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const remaining = policies.slice(policiesAtOnce).map(({ policyNumber }) => policyNumber);
    const outcome = await registrations.confirm(
      { registration, accountId, policies: policies.slice(0, policiesAtOnce), remaining },
      now(),
    );
    if (outcome === 'confirmed') {
      const confirmed = { ...registration, state: 'confirmed' as const, accountId };
      return {
        registration: remaining.length > 0 ? { ...confirmed, remaining } : confirmed,
        byThisCall: true,
      };
    }
    if (outcome === 'overtaken') return (await openedByAnother()) ?? (await refuse('confirmation-expired'));
    if (outcome !== 'changed') return refuse(outcome);
    policies = await toEnrol();
    if (policies.length === 0) return (await openedByAnother()) ?? (await refuse('not-eligible-any-more'));
  }
  throw new DomainError('busy', {}, { retryAfterSeconds: 2 });
}
