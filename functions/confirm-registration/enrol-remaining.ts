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
 * Enrols what one transaction could not hold, one transaction after the other. Each records what remains, so after a crash the
 * same link goes on. A policy that is not eligible any more is left out; the customer can enrol it in the portal later (R2.10).
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
    else if (++failures === mostFailures) throw new DomainError('busy', {}, { retryAfterSeconds: 2 });
  }
}
