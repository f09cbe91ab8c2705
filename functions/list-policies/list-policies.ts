import { listPolicies as contract } from '#shared/contract/policies.ts';
import type { Persons } from '#shared/customers/persons/persons.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Enrolments } from '#shared/policies/enrolment.ts';
import { viewPolicy } from '#shared/policies/policy-view.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly registry: Pick<Registry, 'policiesOf'>;
  readonly enrolments: Pick<Enrolments, 'findAll' | 'keptSwitches'>;
};

/**
 * Lists all policies of the customer, by number, with their electronic post (R8.1). Each step needs the results of the one
 * before.
 */
export const listPolicies = ({ accounts, persons, registry, enrolments }: Needs) =>
  endpoint(contract, async ({ session }) => {
    const { customerId } = await accounts.live(session);
    const customerIds = await persons.customerIdsOf({ accountId: session.accountId, customerId });
    const policies = (await Promise.all(customerIds.map((each) => registry.policiesOf(each)))).flat();
    const numbers = policies.map(({ policyNumber }) => policyNumber);
    const [enrolled, kept] = await Promise.all([enrolments.findAll(numbers), enrolments.keptSwitches(numbers)]);
    return ok({
      policies: policies
        .map((policy) => {
          const { policyNumber } = policy;
          return viewPolicy(policy, enrolled.get(policyNumber), session.accountId, kept.get(policyNumber));
        })
        .sort((a, b) => (a.policyNumber < b.policyNumber ? -1 : 1)),
    });
  });
