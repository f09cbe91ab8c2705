import { describe, expect, it } from 'vitest';
import { viewPolicy } from '#shared/policies/policy-view.ts';
import { anEnrolment, aPolicy, customer } from '#test/builders/policies.ts';

const eposta = (...args: [Parameters<typeof viewPolicy>[0], Parameters<typeof viewPolicy>[1]]) => {
  const view = viewPolicy(...args, customer.accountId);
  return { eposta: view.eposta, reason: view.reason, paymentMethodAfter: view.paymentMethodAfter };
};
const requested = anEnrolment({ requestedPaymentMethod: 'bank-transfer', requestedAt: '2027-01-01T08:00:00.000Z' });

describe('a policy as its holder sees it', () => {
  it('shows the policy with the id for its URL', () => {
    expect(viewPolicy(aPolicy(), undefined, customer.accountId)).toEqual({
      policyId: Buffer.from('KGFB/0001 23').toString('base64url'),
      policyNumber: 'KGFB/0001 23',
      product: 'kgfb',
      state: 'valid',
      paymentMethod: 'bank-transfer',
      eposta: 'available',
    });
  });

  it('R8.2 shows the requested payment method until the registry confirms it', () => {
    expect(eposta(aPolicy({ paymentMethod: 'postal-cheque' }), requested)).toEqual({
      eposta: 'enrolled',
      paymentMethodAfter: 'bank-transfer',
    });
    expect(eposta(aPolicy({ paymentMethod: 'bank-transfer' }), requested)).toEqual({ eposta: 'enrolled' });
    expect(eposta(aPolicy({ paymentMethod: 'direct-debit' }), requested)).toEqual({ eposta: 'enrolled' });
  });

  it('R8.2 an enrolled policy stays enrolled when it is terminated', () => {
    expect(eposta(aPolicy({ state: 'terminated' }), anEnrolment())).toEqual({ eposta: 'enrolled' });
  });

  it("R9.2a a policy with an earlier holder's enrolment can be enrolled", () => {
    expect(eposta(aPolicy(), anEnrolment({ accountId: 'account-0', customerId: 'C-0' }))).toEqual({
      eposta: 'available',
    });
  });
});
