import { describe, expect, it } from 'vitest';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { aCall, anEnrolment, aPolicy, contentOf, customer, noon } from '#test/builders/policies.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { endEnrolment } from '../../../functions/end-enrolment/end-enrolment.ts';

type Portal = Awaited<ReturnType<typeof aPortal>>;
const { policyNumber } = aPolicy();

const callOf = (number = policyNumber) => aCall({ policyId: policyIdOf(number) }, undefined);
const end = async (portal: Portal) => (await answerOf(endEnrolment({ ...portal, now: () => noon }), callOf())).status;
const refusalOf = async (portal: Portal, number?: string) =>
  (await problemOf(endEnrolment({ ...portal, now: () => noon }), callOf(number))).code;

describe('end-enrolment', () => {
  it('R8.2a ends the enrolment with one change for the insurer, however often it is asked', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment());
    expect([await end(portal), await end(portal)]).toEqual([204, 204]);
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect((await portal.changes()).map(contentOf)).toEqual([
      { type: 'eposta-ended', policyNumber, customerId: customer.customerId, reason: 'ended-by-customer' },
    ]);
  });

  it('R8.3 ten endings at once make one change for the insurer', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment());
    let time = noon.getTime();
    const endpoint = endEnrolment({ ...portal, now: () => new Date(time++) });
    await Promise.all(Array.from({ length: 10 }, () => answerOf(endpoint, callOf())));
    expect(await portal.changes()).toHaveLength(1);
  });

  it("R7.3 a policy of somebody else's and an unknown one are one answer, and nothing ends", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ holder: 'C-2' }));
    await portal.putEnrolment(anEnrolment({ accountId: 'account-2', customerId: 'C-2' }));
    expect(await refusalOf(portal)).toBe('policy-not-found');
    expect(await refusalOf(portal, 'unknown')).toBe('policy-not-found');
    expect(await portal.enrolments.find(policyNumber)).toBeDefined();
    expect(await portal.changes()).toEqual([]);
  });

  it("R9.2a the new holder's ending does not touch an earlier holder's enrolment", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment({ accountId: 'account-0', customerId: 'C-0' }));
    expect(await end(portal)).toBe(204);
    expect(await portal.enrolments.find(policyNumber)).toBeDefined();
  });

  it('R8.2a an own enrolment can be ended even when the policy has just changed hands', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ holder: 'C-2' }));
    await portal.putEnrolment(anEnrolment());
    expect(await end(portal)).toBe(204);
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
  });

  it('R8.2a an enrolment that has ended and begun again meanwhile is the one that ends', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment());
    let isDue = true;
    const enrolments: Portal['enrolments'] = {
      ...portal.enrolments,
      async end(enrolment, changes) {
        if (isDue) await portal.putEnrolment(anEnrolment({ since: '2027-01-31T11:59:00.000Z' }));
        isDue = false;
        return portal.enrolments.end(enrolment, changes);
      },
    };
    expect(await end({ ...portal, enrolments })).toBe(204);
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect(await portal.changes()).toHaveLength(1);
  });

  it('R11.1 an ended session ends no enrolment', async () => {
    const portal = await aPortal();
    await portal.putAccount(customer.accountId, { state: 'closed' });
    await portal.putEnrolment(anEnrolment());
    expect(await refusalOf(portal)).toBe('session-ended');
  });
});
