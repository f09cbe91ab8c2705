import type { PolicyView } from '#shared/contract/policies.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Enrolment, KeptSwitch } from './enrolment.ts';
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

/** The switch of the payment method that the policy shows until the registry confirms it, whether or not it is enrolled (R8.2a). */
function awaitedSwitch(
  { paymentMethod, state }: RegistryPolicy,
  awaited: Pick<Enrolment, 'accountId' | 'requestedPaymentMethod' | 'requestedAt'> | undefined,
  accountId: string,
) {
  const { requestedPaymentMethod, requestedAt } = awaited ?? {};
  if (awaited?.accountId !== accountId || requestedPaymentMethod === undefined || requestedAt === undefined) return {};
  // Of a terminated policy no premium is due any more.
  if (paymentMethod !== 'postal-cheque' || state === 'terminated') return {};
  return { paymentMethodAfter: requestedPaymentMethod, switchRequestedAt: requestedAt };
}

/**
 * A policy as its holder sees it. Only the holder's own enrolment counts: a policy with an earlier holder's enrolment can be
 * enrolled (R9.2a). An enrolled policy stays enrolled when it is terminated. `kept`: the switch that outlived an enrolment.
 */
export function viewPolicy(
  policy: RegistryPolicy,
  enrolment: Enrolment | undefined,
  accountId: string,
  kept?: KeptSwitch | undefined,
): PolicyView {
  const { policyNumber, product, state, paymentMethod } = policy;
  return {
    policyId: policyIdOf(policyNumber),
    policyNumber,
    product,
    state,
    paymentMethod,
    ...(enrolment?.accountId === accountId ? { eposta: 'enrolled' as const } : epostaOffer(policy)),
    ...awaitedSwitch(policy, enrolment?.accountId === accountId ? enrolment : kept, accountId),
  };
}

const shown = 4;

/** A policy number as the confirmation page shows it (R2.10): only its end, at most half of it; `*****4567`. */
export function maskPolicyNumber(policyNumber: string): string {
  const characters = [...policyNumber];
  const visible = Math.min(shown, Math.floor(characters.length / 2));
  return '*'.repeat(characters.length - visible) + characters.slice(characters.length - visible).join('');
}
