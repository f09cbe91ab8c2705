import { describe, expect, it } from 'vitest';
import { aCustomer, aCustomerPolicy } from '#test/builders/customer.ts';
import { callApi, expectProblem } from '#test/support/portal/api.ts';
import { registrationOf, signUp } from '#test/support/portal/customer.ts';
import { registerAtInsurer } from '#test/support/portal/insurer.ts';
import { endEnrolment, enrol, listPolicies, policyIdOf, publishedChanges } from '#test/support/portal/policies.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();

/** A signed-in customer with one enrolled policy and these. */
async function aSignedIn(...others: Parameters<typeof aCustomerPolicy>[0][]) {
  const customer = aCustomer({ policies: [aCustomerPolicy(), ...others.map((changes) => aCustomerPolicy(changes))] });
  await registerAtInsurer(portal, customer);
  const session = await signUp(portal, customer);
  const [{ policyNumber: first }, second] = customer.policies;
  return { customer, session, first, second: second?.policyNumber ?? '' };
}
const fromSignUp = [{ type: 'eposta-enrolled' }];

describe('R8.2 enrolling a policy', () => {
  it('paid by postal cheque: without consent 409 and nothing is changed', async () => {
    const { customer, session, second } = await aSignedIn({ paymentMethod: 'postal-cheque' });
    const before = await listPolicies(portal, session);
    expectProblem(await enrol(portal, session, second), 'consent-required');
    expect(await listPolicies(portal, session)).toEqual(before);
    expect(await publishedChanges(portal, customer, 1)).toMatchObject(fromSignUp);
  });

  it('paid by postal cheque: with consent enrolled, bank transfer shown, and exactly two change files', async () => {
    const { customer, session, second } = await aSignedIn({ paymentMethod: 'postal-cheque' });
    const answer = await enrol(portal, session, second, true);
    expect(answer.status).toBe(200);
    const enrolled = { policyNumber: second, eposta: 'enrolled', paymentMethodAfter: 'bank-transfer' };
    expect(answer.body).toMatchObject(enrolled);
    expect(await listPolicies(portal, session)).toContainEqual(expect.objectContaining(enrolled));
    const [, ...changes] = await publishedChanges(portal, customer, 3);
    expect(changes).toMatchObject([
      { type: 'eposta-enrolled', policyNumber: second },
      {
        type: 'payment-method-changed',
        policyNumber: second,
        from: 'postal-cheque',
        to: 'bank-transfer',
        consentAt: expect.any(String),
      },
    ]);
  });

  for (const paymentMethod of ['bank-transfer', 'direct-debit'] as const)
    it(`paid by ${paymentMethod}: enrolled, payment untouched`, async () => {
      const { customer, session, second } = await aSignedIn({ paymentMethod });
      await endEnrolment(portal, session, second);
      const answer = await enrol(portal, session, second);
      expect(answer.body).toMatchObject({ eposta: 'enrolled', paymentMethod });
      expect(answer.text).not.toContain('paymentMethodAfter');
      const changes = await publishedChanges(portal, customer, 4);
      expect(changes.map(({ type }) => type).sort()).toEqual([
        'eposta-ended',
        'eposta-enrolled',
        'eposta-enrolled',
        'eposta-enrolled',
      ]);
    });

  it('ten times at once: one enrolment, one set of notices; once more changes nothing', async () => {
    const { customer, session, second } = await aSignedIn({ paymentMethod: 'postal-cheque' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => enrol(portal, session, second, true)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await enrol(portal, session, second)).status).toBe(200);
    expect(await publishedChanges(portal, customer, 3)).toHaveLength(3);
  });

  it('R8.2a can be ended where it was enrolled, and enrolled again', async () => {
    const { customer, session, first } = await aSignedIn();
    expect((await endEnrolment(portal, session, first)).status).toBe(204);
    expect((await endEnrolment(portal, session, first)).status).toBe(204);
    expect(await listPolicies(portal, session)).toMatchObject([{ policyNumber: first, eposta: 'available' }]);
    expect(await publishedChanges(portal, customer, 2)).toMatchObject([
      ...fromSignUp,
      { type: 'eposta-ended', policyNumber: first, reason: 'ended-by-customer' },
    ]);
  });

  it('somebody else’s policy, a missing one and no policy id at all are one answer', async () => {
    const [mine, others] = [await aSignedIn(), await aSignedIn()];
    for (const policyNumber of [others.first, 'P-none']) {
      expectProblem(await enrol(portal, mine.session, policyNumber), 'policy-not-found');
      expectProblem(await endEnrolment(portal, mine.session, policyNumber), 'policy-not-found');
    }
    const { token } = mine.session;
    const malformed = await callApi(portal, 'PUT', `policies/${policyIdOf('P-1')}A/eposta`, { token, body: {} });
    expectProblem(malformed, 'policy-not-found');
    expect(await listPolicies(portal, others.session)).toMatchObject([{ eposta: 'enrolled' }]);
  });
});

describe('R2.2 who can register', () => {
  it('not with postal cheques only, with that reason', async () => {
    const customer = aCustomer({ policies: [aCustomerPolicy({ paymentMethod: 'postal-cheque' })] });
    await registerAtInsurer(portal, customer);
    const answer = await callApi(portal, 'POST', 'registrations', { body: registrationOf(customer) });
    const problem = expectProblem(answer, 'not-eligible');
    expect(JSON.stringify(problem)).toContain('cheque');
  });

  it('R2.10 with one transfer: that one is enrolled, the cheque one available, the other product never', async () => {
    const { session, customer } = await aSignedIn({ paymentMethod: 'postal-cheque' }, { product: 'other' });
    const [transfer, cheque, other] = customer.policies.map(({ policyNumber }) => policyNumber);
    const listed = new Map((await listPolicies(portal, session)).map((policy) => [policy.policyNumber, policy]));
    expect(listed.get(transfer ?? '')).toMatchObject({ eposta: 'enrolled' });
    expect(listed.get(cheque ?? '')).toMatchObject({ eposta: 'available', paymentMethodAfter: 'bank-transfer' });
    expect(listed.get(other ?? '')).toMatchObject({ eposta: 'not-eligible', reason: 'product-not-offered' });
    expectProblem(await enrol(portal, session, other ?? '', true), 'not-eligible');
  });

  it('R2.10 a product that is not offered does not let anybody register', async () => {
    const customer = aCustomer({ policies: [aCustomerPolicy({ product: 'other' })] });
    await registerAtInsurer(portal, customer);
    const answer = await callApi(portal, 'POST', 'registrations', { body: registrationOf(customer) });
    expectProblem(answer, 'not-eligible');
  });
});
