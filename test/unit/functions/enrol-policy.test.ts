import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { aCall, anEnrolment, aPolicy, contentOf, customer, noon } from '#test/builders/policies.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { enrolPolicy } from '../../../functions/enrol-policy/enrol-policy.ts';

type Portal = Awaited<ReturnType<typeof aPortal>>;
const { policyNumber } = aPolicy();
const now = () => noon;
const ids = { policyNumber, customerId: customer.customerId };

type Consent = { acceptPaymentMethodChange?: true };
const callOf = (body: Consent = {}, number = policyNumber) => aCall({ policyId: policyIdOf(number) }, body);
const enrol = async (portal: Portal, body?: Consent, number?: string) =>
  (await answerOf(enrolPolicy({ ...portal, now }), callOf(body, number))).body;
const refusalOf = async (portal: Portal, number?: string) =>
  (await problemOf(enrolPolicy({ ...portal, now }), callOf({}, number))).code;

/** The portal, with an import that comes in once between reading and writing. */
const withImport = (portal: Portal, row: RegistryPolicy): Portal => {
  let isDue = true;
  return {
    ...portal,
    enrolments: {
      ...portal.enrolments,
      async enrol(plan) {
        if (isDue) await portal.putPolicy(row);
        isDue = false;
        return portal.enrolments.enrol(plan);
      },
    },
  };
};

describe('enrol-policy', () => {
  it('R8.3 writes the enrolment together with the change for the insurer', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    expect(await enrol(portal)).toMatchObject({ policyNumber, eposta: 'enrolled', paymentMethod: 'bank-transfer' });
    expect(await portal.enrolments.find(policyNumber)).toEqual({
      ...ids,
      accountId: customer.accountId,
      since: noon.toISOString(),
    });
    expect((await portal.changes()).map(contentOf)).toEqual([
      { ...ids, type: 'eposta-enrolled', consentAt: noon.toISOString() },
    ]);
  });

  it('R8.2 a cheque-paid policy needs consent, and nothing is written without', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ paymentMethod: 'postal-cheque' }));
    expect(await refusalOf(portal)).toBe('consent-required');
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect(await portal.changes()).toEqual([]);
  });

  it('R8.2 with consent the switch is requested, shown and reported as a change', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ paymentMethod: 'postal-cheque' }));
    expect(await enrol(portal, { acceptPaymentMethodChange: true })).toMatchObject({
      eposta: 'enrolled',
      paymentMethod: 'postal-cheque',
      paymentMethodAfter: 'bank-transfer',
    });
    expect((await portal.changes()).map(({ type }) => type)).toEqual(['eposta-enrolled', 'payment-method-changed']);
  });

  it('R8.2 enrolling again changes nothing and answers the same, even without consent', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ paymentMethod: 'postal-cheque' }));
    const first = await enrol(portal, { acceptPaymentMethodChange: true });
    expect(await enrol(portal)).toEqual(first);
    expect(await portal.changes()).toHaveLength(2);
  });

  it('R8.3 ten enrolments at once make one, with one set of changes', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ paymentMethod: 'postal-cheque' }));
    const consent = { acceptPaymentMethodChange: true } as const;
    let time = noon.getTime();
    const endpoint = enrolPolicy({ ...portal, now: () => new Date(time++) });
    const answers = await Promise.all(Array.from({ length: 10 }, () => answerOf(endpoint, callOf(consent))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const changes = await portal.changes();
    expect(changes.map(({ type }) => type)).toEqual(['eposta-enrolled', 'payment-method-changed']);
    expect(new Set(changes.map(({ at }) => at)).size).toBe(1);
  });

  it.each([
    ['is paid by cheque now', { paymentMethod: 'postal-cheque' }, 'consent-required'],
    ['is terminated now', { state: 'terminated' }, 'not-eligible'],
    ['is of another product now', { product: 'other' }, 'not-eligible'],
    ['has another holder now', { holder: 'C-2' }, 'policy-not-found'],
  ] as const)('R8.2 a policy that, by an import at the same moment, %s is decided again', async (_, row, code) => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    expect(await refusalOf(withImport(portal, aPolicy(row)))).toBe(code);
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect(await portal.changes()).toEqual([]);
  });

  it('R8.2 a policy that is still eligible after an import at the same moment is enrolled', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ paymentMethod: 'postal-cheque' }));
    const importing = withImport(portal, aPolicy({ paymentMethod: 'direct-debit' }));
    const view = await enrol(importing, { acceptPaymentMethodChange: true });
    expect(view).toMatchObject({ eposta: 'enrolled', paymentMethod: 'direct-debit' });
    expect(view.paymentMethodAfter).toBeUndefined();
    expect((await portal.changes()).map(({ type }) => type)).toEqual(['eposta-enrolled']);
  });

  it('R12.2 a row that changes at each attempt is answered with busy after some attempts', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    const restless = { ...portal, enrolments: { ...portal.enrolments, enrol: async () => false } };
    expect(await refusalOf(restless)).toBe('busy');
  });

  it("R7.3 a policy of somebody else's and an unknown one are one answer", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ holder: 'C-2' }));
    expect(await refusalOf(portal)).toBe('policy-not-found');
    expect(await refusalOf(portal, 'unknown')).toBe('policy-not-found');
    expect(await portal.changes()).toEqual([]);
  });

  it("R9.2a the new holder's enrolment takes the place of the earlier holder's", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment({ accountId: 'account-0', customerId: 'C-0' }));
    expect(await enrol(portal)).toMatchObject({ eposta: 'enrolled' });
    expect(await portal.enrolments.find(policyNumber)).toMatchObject(customer);
    expect((await portal.changes()).map(({ type, customerId }) => [type, customerId])).toEqual([
      ['eposta-ended', 'C-0'],
      ['eposta-enrolled', 'C-1'],
    ]);
  });

  it("R9.2a an earlier holder's enrolment that ends at the same moment makes one change", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment({ accountId: 'account-0', customerId: 'C-0' }));
    let isDue = true;
    const ending = {
      ...portal.enrolments,
      async enrol(plan: Parameters<typeof portal.enrolments.enrol>[0]) {
        if (isDue) await portal.removeEnrolment(policyNumber);
        isDue = false;
        return portal.enrolments.enrol(plan);
      },
    };
    await enrol({ ...portal, enrolments: ending });
    expect((await portal.changes()).map(({ type }) => type)).toEqual(['eposta-enrolled']);
  });

  it('R11.1 no policy is enrolled for an account that is cancelled at the same moment', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    const cancelling = {
      ...portal.enrolments,
      async enrol(plan: Parameters<typeof portal.enrolments.enrol>[0]) {
        await portal.putAccount(customer.accountId, { state: 'closed' });
        return portal.enrolments.enrol(plan);
      },
    };
    expect(await refusalOf({ ...portal, enrolments: cancelling })).toBe('session-ended');
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect(await portal.changes()).toEqual([]);
  });

  it('R11.1 the account lists every policy it enrolled, so that cancelling finds them', async () => {
    const portal = await aPortal();
    const numbers = ['A/1', 'B 2', 'C-3'];
    for (const number of numbers) await portal.putPolicy(aPolicy({ policyNumber: number }));
    await Promise.all(numbers.map((number) => enrol(portal, {}, number)));
    const account = await getItem(
      portal.client,
      portal.tables.portal,
      accountKey(customer.accountId),
      v.object({ enrolled: v.set(v.string()), state: v.literal('active'), customerId: v.string() }),
    );
    expect([...(account?.enrolled ?? [])].sort()).toEqual(numbers);
  });
});
