import { endEnrolment as contract } from '#shared/contract/policies.ts';
import { holds, type Persons } from '#shared/customers/persons/persons.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { decideAgain, type Enrolments, endingChange } from '#shared/policies/enrolment.ts';
import { policyNumberOf } from '#shared/policies/policy-view.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly registry: Pick<Registry, 'findPolicy'>;
  readonly enrolments: Pick<Enrolments, 'find' | 'end'>;
  readonly now: () => Date;
};

/**
 * Ends electronic post for one policy (R8.2a). Documents and the payment method stay as they are. A repeated call changes
 * nothing.
 */
export const endEnrolment = ({ accounts, persons, registry, enrolments, now }: Needs) =>
  endpoint(contract, async ({ session, path }) => {
    const policyNumber = policyNumberOf(path.policyId);
    return decideAgain(async () => {
      const [account, policy, current] = await Promise.all([
        accounts.live(session),
        registry.findPolicy(policyNumber),
        enrolments.find(policyNumber),
      ]);
      if (current?.accountId === session.accountId) {
        const change = endingChange(current, 'ended-by-customer', now());
        return (await enrolments.end(current, change)) ? noContent() : undefined;
      }
      // Another customer's policy and an unknown one get the same answer.
      const holder = { accountId: session.accountId, customerId: account.customerId };
      if (!(await holds(persons, holder, policy))) throw new DomainError('policy-not-found');
      return noContent();
    });
  });
