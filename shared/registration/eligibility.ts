import type { PaymentMethod, Product } from '#shared/contract/fields.ts';
import type { RegistryPolicy } from '#shared/registry/registry.ts';

/** The products and payment methods of electronic post (R2.2). */
const products: readonly Product[] = ['kgfb', 'casco', 'home', 'business'];
const paymentMethods: readonly PaymentMethod[] = ['direct-debit', 'bank-transfer'];

const isOffered = ({ product, state }: RegistryPolicy) => state === 'valid' && products.includes(product);

/** Whether registering enrols the policy: valid, of an offered product, paid by direct debit or bank transfer (R2.2). */
export const isEligible = (policy: RegistryPolicy): boolean =>
  isOffered(policy) && paymentMethods.includes(policy.paymentMethod);

/** Why a person with these policies cannot register, or undefined when they can. */
export function whyNotEligible(
  policies: readonly RegistryPolicy[],
): 'only-postal-cheque' | 'no-eligible-policy' | undefined {
  if (policies.some(isEligible)) return undefined;
  const offered = policies.filter(isOffered);
  const areAllCheque = offered.length > 0 && offered.every(({ paymentMethod }) => paymentMethod === 'postal-cheque');
  return areAllCheque ? 'only-postal-cheque' : 'no-eligible-policy';
}
