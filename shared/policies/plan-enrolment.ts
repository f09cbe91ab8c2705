import { type ChangeContent, changesAt, timeAfter } from '#shared/insurer/changes/change.ts';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type Enrolment, type EnrolmentPlan, endingOf, endOf } from './enrolment.ts';
import { epostaOffer } from './eposta-offer.ts';

export type EnrolmentRequest = {
  /** The account of the policy's holder. */
  readonly accountId: string;
  readonly policy: RegistryPolicy;
  /**
   * An earlier holder's enrolment of the policy. It is left over: a holder has only one active account, and this enrolment has
   * another.
   */
  readonly leftOver: Enrolment | undefined;
  /** The time of the policy's last change; the enrolment begins after it. */
  readonly lastChange: Date | undefined;
  readonly acceptsPaymentMethodChange: boolean;
  readonly now: Date;
};

/**
 * Plans what enrolling the policy writes (R8.2). Throws DomainError: `not-eligible` with the reason; `consent-required` if the
 * premium is paid by postal cheque and the customer did not accept the switch.
 */
export function planEnrolment(request: EnrolmentRequest): EnrolmentPlan {
  const { accountId, policy, leftOver, lastChange, acceptsPaymentMethodChange, now } = request;
  const { policyNumber, holder: customerId, paymentMethod } = policy;
  const offer = epostaOffer(policy);
  if (offer.eposta === 'not-eligible') throw new DomainError('not-eligible', { reason: offer.reason });
  const { paymentMethodAfter } = offer;
  if (paymentMethodAfter !== undefined && !acceptsPaymentMethodChange) throw new DomainError('consent-required');

  const at = timeAfter(lastChange, leftOver ? endOf(leftOver, now) : now);
  const since = at.toISOString();
  const enrolled: ChangeContent = { type: 'eposta-enrolled', policyNumber, customerId, consentAt: since };
  const why = leftOver?.customerId === customerId ? 'registration-cancelled' : 'holder-changed';
  const ended = leftOver ? [endingOf(leftOver, why)] : [];
  const enrolment = { policyNumber, accountId, customerId, since };
  const plan = { policy, replaced: leftOver };
  if (paymentMethodAfter === undefined) return { ...plan, enrolment, changes: changesAt(at, [...ended, enrolled]) };
  const switched: ChangeContent = {
    type: 'payment-method-changed',
    policyNumber,
    customerId,
    from: paymentMethod,
    to: paymentMethodAfter,
    consentAt: since,
  };
  return {
    ...plan,
    enrolment: { ...enrolment, requestedPaymentMethod: paymentMethodAfter, requestedAt: since },
    changes: changesAt(at, [...ended, enrolled, switched]),
  };
}
