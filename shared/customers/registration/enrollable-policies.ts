import type { Registry, RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { isEligible } from './eligibility.ts';
import type { Registrations } from './registrations.ts';

/** The person's policies that confirming would enrol now: eligible (R2.2) and enrolled by nobody. */
export async function enrollablePolicies(
  registry: Pick<Registry, 'policiesOf'>,
  registrations: Pick<Registrations, 'findEnrolled'>,
  customerIds: readonly string[],
): Promise<readonly RegistryPolicy[]> {
  const eligible = (await Promise.all(customerIds.map((customerId) => registry.policiesOf(customerId))))
    .flat()
    .filter(isEligible);
  const enrolled = await registrations.findEnrolled(eligible.map(({ policyNumber }) => policyNumber));
  return eligible.filter(({ policyNumber }) => !enrolled.has(policyNumber));
}
