import type { Persons } from '#shared/customers/persons/persons.ts';
import { enrollablePolicies } from '#shared/customers/registration/eligibility.ts';
import type { ConfirmedRegistration } from '#shared/customers/registration/registration.ts';
import { policiesAtOnce, type Registrations } from '#shared/customers/registration/registrations.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

export type EnrolRemainingNeeds = {
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly registrations: Pick<Registrations, 'findEnrolled' | 'enrolFurther'>;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly now: () => Date;
};

const mostFailures = 5;

/**
 * Enrols what the first transaction could not hold, in one transaction after the other. Each records what remains, so after a
 * crash the same link continues. A policy that is no longer eligible is left out; the customer can enrol it later in the portal
 * (R2.10).
 */
export async function enrolRemaining(
  { registry, registrations, persons, now }: EnrolRemainingNeeds,
  registration: ConfirmedRegistration,
): Promise<void> {
  let remaining: readonly string[] = registration.remaining ?? [];
  for (let failures = 0; remaining.length > 0; ) {
    const enrollable = await enrollablePolicies(registry, registrations, await persons.customerIdsOf(registration));
    const due = enrollable.filter(({ policyNumber }) => remaining.includes(policyNumber));
    const left = due.slice(policiesAtOnce).map(({ policyNumber }) => policyNumber);
    if (await registrations.enrolFurther(registration, due.slice(0, policiesAtOnce), left, now())) remaining = left;
    else if (++failures === mostFailures)
      throw new DomainError('busy', {}, { retryAfterSeconds: 2, because: 'enrolment-changes' });
  }
}
