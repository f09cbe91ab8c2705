import { describe, expect, it } from 'vitest';
import { listPolicies } from '../../../functions/list-policies/list-policies.ts';
import { aPortal } from './a-portal.ts';
import { aCall, anEnrolment, aPolicy, codeOf, customer } from './builders.ts';

const list = async (portal: Awaited<ReturnType<typeof aPortal>>) =>
  (await listPolicies(portal).behave(aCall(undefined, undefined))).body.policies;

describe('list-policies', () => {
  it("R8.1 lists the customer's policies by number, and nobody else's", async () => {
    const portal = await aPortal();
    for (const policyNumber of ['B-2', 'A/10', '0001']) await portal.putPolicy(aPolicy({ policyNumber }));
    await portal.putPolicy(aPolicy({ policyNumber: 'A-foreign', holder: 'C-2' }));
    await portal.putEnrolment(anEnrolment({ policyNumber: 'A/10' }));
    await portal.putEnrolment(anEnrolment({ policyNumber: 'B-2', accountId: 'account-0', customerId: 'C-0' }));
    const policies = await list(portal);
    expect(policies.map(({ policyNumber, eposta }) => [policyNumber, eposta])).toEqual([
      ['0001', 'available'],
      ['A/10', 'enrolled'],
      ['B-2', 'available'],
    ]);
  });

  it('a customer without policies gets an empty list', async () => {
    expect(await list(await aPortal())).toEqual([]);
  });

  it('more policies than one batch holds are all listed with their enrolments', async () => {
    const portal = await aPortal();
    const numbers = Array.from({ length: 130 }, (_, at) => `P-${String(at).padStart(3, '0')}`);
    for (const policyNumber of numbers) {
      await portal.putPolicy(aPolicy({ policyNumber }));
      await portal.putEnrolment(anEnrolment({ policyNumber }));
    }
    const policies = await list(portal);
    expect(policies.map(({ policyNumber }) => policyNumber)).toEqual(numbers);
    expect(policies.every(({ eposta }) => eposta === 'enrolled')).toBe(true);
  });

  it('an ended session lists nothing', async () => {
    const portal = await aPortal();
    await portal.putAccount(customer.accountId, { state: 'closed' });
    expect(await codeOf(list(portal))).toBe('session-ended');
  });
});
