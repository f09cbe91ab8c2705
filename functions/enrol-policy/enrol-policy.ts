import { enrolPolicy as contract, type PolicyView } from '#shared/contract/policies.ts';
import { ok } from '#shared/http/answer.ts';
import { endpoint, type Session } from '#shared/http/endpoint.ts';
import type { Enrolments } from '#shared/policies/enrolments.ts';
import { planEnrolment } from '#shared/policies/plan-enrolment.ts';
import { policyNumberOf } from '#shared/policies/policy-id.ts';
import { viewPolicy } from '#shared/policies/policy-view.ts';
import type { Registry } from '#shared/registry/registry.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { Accounts } from '#shared/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly registry: Pick<Registry, 'findPolicy'>;
  readonly enrolments: Pick<Enrolments, 'find' | 'enrol'>;
  readonly now: () => Date;
};

/** An import or another enrolment may come between reading and writing; so often in a row, something is wrong. */
const mostAttempts = 5;

/** Enrols a policy into electronic post (R8.2); one that is enrolled already stays as it is. */
export const enrolPolicy = ({ accounts, registry, enrolments, now }: Needs) => {
  /** Decides of what stands there now; undefined when it changed before it was written. */
  async function attempt(
    session: Session,
    policyNumber: string,
    acceptsPaymentMethodChange: boolean,
  ): Promise<PolicyView | undefined> {
    const { accountId } = session;
    const [account, policy, standing] = await Promise.all([
      accounts.live(session),
      registry.findPolicy(policyNumber),
      enrolments.find(policyNumber),
    ]);
    // Somebody else's and none are one answer.
    if (policy?.holder !== account.customerId) throw new DomainError('policy-not-found');
    if (standing?.accountId === accountId) return viewPolicy(policy, standing, accountId);
    const plan = planEnrolment({ accountId, policy, leftOver: standing, acceptsPaymentMethodChange, now: now() });
    return (await enrolments.enrol(plan)) ? viewPolicy(policy, plan.enrolment, accountId) : undefined;
  }

  return endpoint(contract, async ({ session, path, body }) => {
    const policyNumber = policyNumberOf(path.policyId);
    if (policyNumber === undefined) {
      await accounts.live(session);
      throw new DomainError('policy-not-found');
    }
    for (let attempts = 1; attempts <= mostAttempts; attempts++) {
      const view = await attempt(session, policyNumber, body.acceptPaymentMethodChange ?? false);
      if (view) return ok(view);
    }
    throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
  });
};
