import { describe, expect, it } from 'vitest';
import { isEligible } from '#shared/customers/registration/eligibility.ts';
import { epostaOffer } from '#shared/policies/eposta-offer.ts';
import { aPolicy } from '#test/builders/policies.ts';

const products = ['kgfb', 'casco', 'home', 'business', 'other'] as const;
const states = ['valid', 'terminated'] as const;
const paymentMethods = ['direct-debit', 'bank-transfer', 'postal-cheque', 'card'] as const;

describe('whether a policy can have electronic post', () => {
  it.each(['kgfb', 'casco', 'home', 'business'] as const)('R2.2 is offered for %s', (product) => {
    expect(epostaOffer(aPolicy({ product }))).toEqual({ eposta: 'available' });
  });

  it('R2.2 is not offered for other products', () => {
    expect(epostaOffer(aPolicy({ product: 'other' }))).toEqual({
      eposta: 'not-eligible',
      reason: 'product-not-offered',
    });
  });

  it('R2.2 is not offered for a terminated policy', () => {
    expect(epostaOffer(aPolicy({ state: 'terminated' }))).toEqual({
      eposta: 'not-eligible',
      reason: 'policy-terminated',
    });
  });

  it('R8.2 direct debit stays as it is', () => {
    expect(epostaOffer(aPolicy({ paymentMethod: 'direct-debit' }))).toEqual({ eposta: 'available' });
  });

  it('R8.2 postal cheque would become bank transfer', () => {
    expect(epostaOffer(aPolicy({ paymentMethod: 'postal-cheque' }))).toEqual({
      eposta: 'available',
      paymentMethodAfter: 'bank-transfer',
    });
  });

  it('R2.2 is not available with card payment', () => {
    expect(epostaOffer(aPolicy({ paymentMethod: 'card' }))).toEqual({
      eposta: 'not-eligible',
      reason: 'payment-method-not-accepted',
    });
  });

  it('R2.10 registration enrols exactly what is available without a change of payment method', () => {
    for (const product of products)
      for (const state of states)
        for (const paymentMethod of paymentMethods) {
          const policy = aPolicy({ product, state, paymentMethod });
          const offer = epostaOffer(policy);
          const asItIs = offer.eposta === 'available' && offer.paymentMethodAfter === undefined;
          expect([policy, isEligible(policy)]).toEqual([policy, asItIs]);
        }
  });
});
