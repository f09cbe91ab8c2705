import type { Registry, RegistryPolicy } from '#shared/registry/registry.ts';
import { isEligible } from './eligibility.ts';
import type { Registrations } from './registrations.ts';

/** The person's policies that confirming would enrol now: eligible (R2.2) and enrolled by nobody. */
export async function enrollablePolicies(
  registry: Pick<Registry, 'policiesOf'>,
  registrations: Pick<Registrations, 'findEnrolled'>,
  customerId: string,
): Promise<readonly RegistryPolicy[]> {
  const eligible = (await registry.policiesOf(customerId)).filter(isEligible);
  const enrolled = await registrations.findEnrolled(eligible.map(({ policyNumber }) => policyNumber));
  return eligible.filter(({ policyNumber }) => !enrolled.has(policyNumber));
}
