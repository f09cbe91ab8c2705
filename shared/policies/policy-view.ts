import type { PolicyView } from '#shared/contract/policies.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Enrolment } from './enrolment.ts';
import { epostaOffer } from './eposta-offer.ts';
import { policyIdOf } from './policy-id.ts';

/** What an enrolled policy shows: the requested payment method until the registry confirms it (R8.2). */
function enrolledView({ paymentMethod }: RegistryPolicy, { requestedPaymentMethod }: Enrolment) {
  const isAwaited = paymentMethod === 'postal-cheque' && requestedPaymentMethod !== undefined;
  return { eposta: 'enrolled' as const, ...(isAwaited ? { paymentMethodAfter: requestedPaymentMethod } : {}) };
}

/**
 * A policy as its holder sees it. Only the holder's own enrolment counts: one left over from an earlier holder leaves the
 * policy to be enrolled anew (R9.2a). An enrolled policy stays so when it is terminated.
 */
export function viewPolicy(policy: RegistryPolicy, enrolment: Enrolment | undefined, accountId: string): PolicyView {
  const { policyNumber, product, state, paymentMethod } = policy;
  return {
    policyId: policyIdOf(policyNumber),
    policyNumber,
    product,
    state,
    paymentMethod,
    ...(enrolment?.accountId === accountId ? enrolledView(policy, enrolment) : epostaOffer(policy)),
  };
}
