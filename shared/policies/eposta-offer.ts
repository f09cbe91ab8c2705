import type { PaymentMethod, Product } from '#shared/contract/fields.ts';
import type { PolicyView } from '#shared/contract/policies.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';

/** Why a policy cannot have electronic post. */
export type Ineligibility = NonNullable<PolicyView['reason']>;

/** Whether a policy can have electronic post; `paymentMethodAfter` is present if enrolling changes the payment method. */
export type EpostaOffer =
  | { readonly eposta: 'available'; readonly paymentMethodAfter?: PaymentMethod }
  | { readonly eposta: 'not-eligible'; readonly reason: Ineligibility };

/** R2.2. */
const offeredProducts: readonly Product[] = ['kgfb', 'casco', 'home', 'business'];

/** The payment method after enrolling (R8.2); undefined if it does not allow electronic post. */
const afterEnrolling: Readonly<Record<PaymentMethod, PaymentMethod | undefined>> = {
  'direct-debit': 'direct-debit',
  'bank-transfer': 'bank-transfer',
  'postal-cheque': 'bank-transfer',
  card: undefined,
};

/** Whether and how a policy can be enrolled, judged by the registry alone (R2.2, R8.2). */
export function epostaOffer({
  product,
  state,
  paymentMethod,
}: Pick<RegistryPolicy, 'product' | 'state' | 'paymentMethod'>): EpostaOffer {
  if (!offeredProducts.includes(product)) return { eposta: 'not-eligible', reason: 'product-not-offered' };
  if (state === 'terminated') return { eposta: 'not-eligible', reason: 'policy-terminated' };
  const after = afterEnrolling[paymentMethod];
  if (after === undefined) return { eposta: 'not-eligible', reason: 'payment-method-not-accepted' };
  return after === paymentMethod ? { eposta: 'available' } : { eposta: 'available', paymentMethodAfter: after };
}
