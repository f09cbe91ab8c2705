import { describe, expect, it } from 'vitest';
import { judgeRegistryRow } from '#shared/policies/registry-change.ts';
import { anEnrolment, aPolicy } from '#test/builders/policies.ts';

const plain = anEnrolment();
const requested = anEnrolment({ requestedPaymentMethod: 'bank-transfer' });

describe('what a row of the registry does to the enrolment', () => {
  it('R8.2 a row that still says cheque does not undo a requested switch', () => {
    expect(judgeRegistryRow(requested, aPolicy({ paymentMethod: 'postal-cheque' }))).toEqual({ kind: 'nothing' });
  });

  it.each(['bank-transfer', 'direct-debit', 'card'] as const)(
    'R8.2 %s confirms a requested switch',
    (paymentMethod) => {
      expect(judgeRegistryRow(requested, aPolicy({ paymentMethod }))).toEqual({ kind: 'confirmed' });
      expect(judgeRegistryRow(plain, aPolicy({ paymentMethod }))).toEqual({ kind: 'nothing' });
    },
  );

  it('R8.2 cheque after the registry had another payment method ends the enrolment', () => {
    expect(judgeRegistryRow(plain, aPolicy({ paymentMethod: 'postal-cheque' }))).toEqual({
      kind: 'ended',
      reason: 'postal-cheque',
    });
  });

  it.each(['bank-transfer', 'postal-cheque'] as const)(
    'R8.2 the enrolment survives the end of the policy, with %s as last payment method',
    (paymentMethod) => {
      expect(judgeRegistryRow(plain, aPolicy({ state: 'terminated', paymentMethod }))).toEqual({ kind: 'nothing' });
    },
  );

  it('R9.2a another customerId ends the enrolment, whatever else the row says', () => {
    for (const enrolment of [plain, requested])
      for (const state of ['valid', 'terminated'] as const)
        for (const paymentMethod of ['bank-transfer', 'postal-cheque'] as const)
          expect(judgeRegistryRow(enrolment, aPolicy({ holder: 'C-2', state, paymentMethod }))).toEqual({
            kind: 'ended',
            reason: 'holder-changed',
          });
  });
});
