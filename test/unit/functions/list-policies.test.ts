import { describe, expect, it } from 'vitest';
import type { RegistryPolicy } from '#shared/insurer/registry/registry.ts';
import type { Enrolment, KeptSwitch } from '#shared/policies/enrolment.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall } from '#test/builders/call.ts';
import { aCall, anEnrolment, aPolicy, codeOf, customer } from '#test/builders/policies.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { aPortal } from '#test/support/policies-portal.ts';
import { listPolicies } from '../../../functions/list-policies/list-policies.ts';

const list = async (portal: Awaited<ReturnType<typeof aPortal>>) =>
  (await listPolicies(portal).behave(aCall(undefined, undefined))).body.policies;

describe('list-policies', () => {
  it("R8.1 lists the customer's policies by number, and no other customer's", async () => {
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

type Setup = {
  readonly account?: ReturnType<typeof anAccount> | undefined;
  /** The registry's policies of the person. */
  readonly customerIds?: readonly [string, ...string[]];
  readonly policies?: readonly RegistryPolicy[];
  readonly enrolments?: readonly Enrolment[];
  readonly kept?: readonly KeptSwitch[];
};

/** The behaviour over small fakes; `steps`: what it read, in order. */
function setup({ customerIds = ['C-1'], policies = [], enrolments = [], kept = [], ...rest }: Setup = {}) {
  const steps: unknown[] = [];
  const endpoint = listPolicies({
    accounts: accountsWith('account' in rest ? rest.account : anAccount()),
    persons: {
      async customerIdsOf(holder) {
        steps.push(holder);
        return customerIds;
      },
    },
    registry: {
      async policiesOf(customerId) {
        steps.push(customerId);
        return policies.filter(({ holder }) => holder === customerId);
      },
    },
    enrolments: {
      async findAll(policyNumbers) {
        steps.push(policyNumbers);
        return new Map(
          enrolments
            .filter(({ policyNumber }) => policyNumbers.includes(policyNumber))
            .map((enrolment) => [enrolment.policyNumber, enrolment]),
        );
      },
      keptSwitches: async () => new Map(kept.map((each) => [each.policyNumber, each])),
    },
  });
  return { endpoint, steps, view: async () => (await answerOf(endpoint, aCustomersCall)).body.policies };
}

describe('list-policies over fakes', () => {
  it('R8.1 shows each policy as the contract says, without its holder or enrolment', async () => {
    const cheque = aPolicy({ paymentMethod: 'postal-cheque' });
    const { view } = setup({ policies: [cheque] });
    expect(await view()).toEqual([
      {
        policyId: Buffer.from('KGFB/0001 23').toString('base64url'),
        policyNumber: 'KGFB/0001 23',
        product: 'kgfb',
        state: 'valid',
        paymentMethod: 'postal-cheque',
        eposta: 'available',
        paymentMethodAfter: 'bank-transfer',
      },
    ]);
  });

  it('R8.1 says why electronic post is not possible', async () => {
    const { view } = setup({ policies: [aPolicy({ product: 'other' })] });
    expect(await view()).toEqual([expect.objectContaining({ eposta: 'not-eligible', reason: 'product-not-offered' })]);
  });

  it('R9.2a lists the policies of all customerIds that count as the person’s, together by number', async () => {
    const policies = [
      aPolicy({ policyNumber: 'P-2', holder: 'C-1' }),
      aPolicy({ policyNumber: 'P-1', holder: 'C-9' }),
      aPolicy({ policyNumber: 'P-3', holder: 'C-9' }),
    ];
    const { view, steps } = setup({ customerIds: ['C-1', 'C-9'], policies });
    expect((await view()).map(({ policyNumber }) => policyNumber)).toEqual(['P-1', 'P-2', 'P-3']);
    expect(steps[0]).toEqual({ accountId: 'account-1', customerId: 'C-1' });
  });

  it.each([
    ['account-1', 'enrolled'],
    ['account-2', 'available'],
  ])('R9.2a a policy enrolled by %s is %s to account-1', async (accountId, eposta) => {
    const { view } = setup({ policies: [aPolicy()], enrolments: [anEnrolment({ accountId })] });
    expect(await view()).toEqual([expect.objectContaining({ eposta })]);
  });

  it.each(endedSessions)('R11.1 reads nothing of the registry when $why', async ({ account }) => {
    const { endpoint, steps } = setup({ account, policies: [aPolicy()] });
    expect(await problemOf(endpoint, aCustomersCall)).toEqual({ code: 'session-ended', details: {} });
    expect(steps).toEqual([]);
  });
});
