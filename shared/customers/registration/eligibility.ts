import type { Registry, RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { epostaOffer } from '#shared/policies/eposta-offer.ts';
import type { Registrations } from './registrations.ts';

/**
 * Whether registering enrols the policy: it is valid, of an offered product, and paid by direct debit or bank transfer (R2.2).
 */
export function isEligible(policy: RegistryPolicy): boolean {
  const offer = epostaOffer(policy);
  return offer.eposta === 'available' && offer.paymentMethodAfter === undefined;
}

/** Why a person with these policies cannot register; undefined if they can. */
export function whyNotEligible(
  policies: readonly RegistryPolicy[],
): 'only-postal-cheque' | 'no-eligible-policy' | undefined {
  if (policies.some(isEligible)) return undefined;
  // Valid policies of an offered product. None of them is eligible, so each is paid by postal cheque or card.
  const offered = policies.filter((policy) => {
    const offer = epostaOffer(policy);
    return offer.eposta === 'available' || offer.reason === 'payment-method-not-accepted';
  });
  const areAllCheque = offered.length > 0 && offered.every(({ paymentMethod }) => paymentMethod === 'postal-cheque');
  return areAllCheque ? 'only-postal-cheque' : 'no-eligible-policy';
}

/** The person's policies that a confirmation would enrol now: eligible (R2.2) and not enrolled yet. */
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
