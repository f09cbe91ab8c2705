import { describe, expect, it } from 'vitest';
import { planEnrolment } from '#shared/policies/plan-enrolment.ts';
import { anEnrolment, aPolicy, contentOf, customer, noon } from '#test/builders/policies.ts';

const plan = (changes: Partial<Parameters<typeof planEnrolment>[0]> = {}) =>
  planEnrolment({
    accountId: customer.accountId,
    policy: aPolicy(),
    leftOver: undefined,
    lastChange: undefined,
    acceptsPaymentMethodChange: false,
    now: noon,
    ...changes,
  });

const about = { policyNumber: aPolicy().policyNumber, customerId: customer.customerId };
const at = noon.toISOString();

describe('planning an enrolment', () => {
  it.each(['bank-transfer', 'direct-debit'] as const)(
    'R8.2 %s stays as it is, consent given or not',
    (paymentMethod) => {
      for (const acceptsPaymentMethodChange of [true, false]) {
        const { enrolment, changes } = plan({ policy: aPolicy({ paymentMethod }), acceptsPaymentMethodChange });
        expect(enrolment).toEqual({ ...about, accountId: customer.accountId, since: at });
        expect(changes.map(contentOf)).toEqual([{ ...about, type: 'eposta-enrolled', consentAt: at }]);
      }
    },
  );

  it('R8.2 postal cheque needs consent', () => {
    const policy = aPolicy({ paymentMethod: 'postal-cheque' });
    expect(() => plan({ policy })).toThrow('consent-required');
  });

  it('R8.2 with consent a cheque-paid policy is enrolled and its switch to bank transfer reported, in this order', () => {
    const policy = aPolicy({ paymentMethod: 'postal-cheque' });
    const { enrolment, changes } = plan({ policy, acceptsPaymentMethodChange: true });
    expect(enrolment).toMatchObject({ requestedPaymentMethod: 'bank-transfer', requestedAt: at });
    expect(changes.map(contentOf)).toEqual([
      { ...about, type: 'eposta-enrolled', consentAt: at },
      { ...about, type: 'payment-method-changed', from: 'postal-cheque', to: 'bank-transfer', consentAt: at },
    ]);
    const ids = changes.map(({ changeId }) => changeId);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('R2.2 a policy that cannot be enrolled is refused with the reason, before the consent matters', () => {
    const policy = aPolicy({ product: 'other', paymentMethod: 'postal-cheque' });
    expect(() => plan({ policy })).toThrow(
      expect.objectContaining({ code: 'not-eligible', details: { reason: 'product-not-offered' } }),
    );
  });

  it("R9.2a an earlier holder's enrolment is replaced, and its end is the first change", () => {
    const leftOver = anEnrolment({ accountId: 'account-0', customerId: 'C-0' });
    const { replaced, changes } = plan({ leftOver });
    expect(replaced).toBe(leftOver);
    expect(changes.map(contentOf)).toEqual([
      { ...about, type: 'eposta-ended', customerId: 'C-0', reason: 'holder-changed' },
      { ...about, type: 'eposta-enrolled', consentAt: at },
    ]);
  });

  it("R11.1 the enrolment that the customer's cancelled registration left over ends with that reason", () => {
    const { changes } = plan({ leftOver: anEnrolment({ accountId: 'account-0' }) });
    expect(changes[0]).toMatchObject({ type: 'eposta-ended', reason: 'registration-cancelled' });
  });

  it("R9.4 the new enrolment's change comes after the replaced one's, even where clocks differ", () => {
    const leftOver = anEnrolment({ accountId: 'account-0', since: new Date(noon.getTime() + 50).toISOString() });
    expect(plan({ leftOver }).enrolment.since).toBe(new Date(noon.getTime() + 51).toISOString());
  });
});
