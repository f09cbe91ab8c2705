import { describe, expect, it } from 'vitest';
import { policyIdOf } from '#shared/policies/policy-view.ts';
import { endEnrolment } from '../../../functions/end-enrolment/end-enrolment.ts';
import { aPortal } from './a-portal.ts';
import { aCall, anEnrolment, aPolicy, codeOf, customer, noon, toldBy } from './builders.ts';

type Portal = Awaited<ReturnType<typeof aPortal>>;
const { policyNumber } = aPolicy();

const end = async (portal: Portal, number = policyNumber) =>
  (await endEnrolment({ ...portal, now: () => noon }).behave(aCall({ policyId: policyIdOf(number) }, undefined)))
    .status;

describe('end-enrolment', () => {
  it('R8.2a ends the enrolment and tells the insurer, once however often it is asked', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment());
    expect([await end(portal), await end(portal)]).toEqual([204, 204]);
    expect(await portal.enrolments.find(policyNumber)).toBeUndefined();
    expect((await portal.changes()).map(toldBy)).toEqual([
      { type: 'eposta-ended', policyNumber, customerId: customer.customerId, reason: 'ended-by-customer' },
    ]);
  });

  it('R8.3 ten endings at once are told once', async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy());
    await portal.putEnrolment(anEnrolment());
    let time = noon.getTime();
    const { behave } = endEnrolment({ ...portal, now: () => new Date(time++) });
    const call = aCall({ policyId: policyIdOf(policyNumber) }, undefined);
    await Promise.all(Array.from({ length: 10 }, () => behave(call)));
    expect(await portal.changes()).toHaveLength(1);
  });

  it("R7.3 a policy of somebody else's and an unknown one are one answer, and nothing ends", async () => {
    const portal = await aPortal();
    await portal.putPolicy(aPolicy({ holder: 'C-2' }));
    await portal.putEnrolment(anEnrolment({ accountId: 'account-2', customerId: 'C-2' }));
    expect(await codeOf(end(portal))).toBe('policy-not-found');
    expect(await codeOf(end(portal, 'unknown'))).toBe('policy-not-found');
    expect(await portal.enrolments.find(policyNumber)).toBeDefined();
    expect(await portal.changes()).toEqual([]);
  });

  it("the new holder's ending leaves what an earlier holder left over", async () => {
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

  it('an enrolment begun anew meanwhile is the one that ends', async () => {
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

  it('an ended session ends nothing', async () => {
    const portal = await aPortal();
    await portal.putAccount(customer.accountId, { state: 'closed' });
    await portal.putEnrolment(anEnrolment());
    expect(await codeOf(end(portal))).toBe('session-ended');
  });
});
