import { enrolPolicy as contract } from '#shared/contract/policies.ts';
import { holds, type Persons } from '#shared/customers/persons/persons.ts';
import type { Registry } from '#shared/insurer/registry/registry.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { decideAgain, type Enrolments } from '#shared/policies/enrolment.ts';
import { planEnrolment } from '#shared/policies/plan-enrolment.ts';
import { policyNumberOf, viewPolicy } from '#shared/policies/policy-view.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly persons: Pick<Persons, 'customerIdsOf'>;
  readonly registry: Pick<Registry, 'findPolicy'>;
  readonly enrolments: Pick<Enrolments, 'find' | 'lastChange' | 'enrol'>;
  readonly now: () => Date;
};

/** Enrols a policy in electronic post (R8.2). One that is enrolled already stays as it is. */
export const enrolPolicy = ({ accounts, persons, registry, enrolments, now }: Needs) =>
  endpoint(contract, async ({ session, path, body }) => {
    const { accountId } = session;
    const policyNumber = policyNumberOf(path.policyId);
    const view = await decideAgain(async () => {
      const [account, policy, current, lastChange] = await Promise.all([
        accounts.live(session),
        registry.findPolicy(policyNumber),
        enrolments.find(policyNumber),
        enrolments.lastChange(policyNumber),
      ]);
      // Another customer's policy and an unknown one get the same answer.
      const holder = { accountId, customerId: account.customerId };
      if (!policy || !(await holds(persons, holder, policy))) throw new DomainError('policy-not-found');
      if (current?.accountId === accountId) return viewPolicy(policy, current, accountId);
      const acceptsPaymentMethodChange = body.acceptPaymentMethodChange ?? false;
      const plan = planEnrolment({
        ...{ accountId, policy, leftOver: current, lastChange },
        ...{ acceptsPaymentMethodChange, now: now() },
      });
      return (await enrolments.enrol(plan)) ? viewPolicy(policy, plan.enrolment, accountId) : undefined;
    });
    return ok(view);
  });
