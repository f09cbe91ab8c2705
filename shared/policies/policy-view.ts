import type { PolicyView } from '#shared/contract/policies.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Enrolment } from './enrolment.ts';
import { epostaOffer } from './eposta-offer.ts';

/** A policy's id in URLs: its number in base64url, because numbers may contain `/` and spaces (R9.2a). */
export const policyIdOf = (policyNumber: string): string => Buffer.from(policyNumber, 'utf8').toString('base64url');

/**
 * The policy number of an id. Throws DomainError `policy-not-found` for any other text, because each policy has exactly one id.
 */
export function policyNumberOf(policyId: string): string {
  const policyNumber = Buffer.from(policyId, 'base64url').toString('utf8');
  if (policyIdOf(policyNumber) !== policyId) throw new DomainError('policy-not-found');
  return policyNumber;
}

/** The payment method that an enrolled policy shows: the requested one until the registry confirms it (R8.2). */
function enrolledView({ paymentMethod }: RegistryPolicy, { requestedPaymentMethod }: Enrolment) {
  const isAwaited = paymentMethod === 'postal-cheque' && requestedPaymentMethod !== undefined;
  return { eposta: 'enrolled' as const, ...(isAwaited ? { paymentMethodAfter: requestedPaymentMethod } : {}) };
}

/**
 * A policy as its holder sees it. Only the holder's own enrolment counts: a policy with an earlier holder's enrolment can be
 * enrolled (R9.2a). An enrolled policy stays enrolled when it is terminated.
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

const shown = 4;

/** A policy number as the confirmation page shows it (R2.10): only its end, at most half of it; `*****4567`. */
export function maskPolicyNumber(policyNumber: string): string {
  const characters = [...policyNumber];
  const visible = Math.min(shown, Math.floor(characters.length / 2));
  return '*'.repeat(characters.length - visible) + characters.slice(characters.length - visible).join('');
}
