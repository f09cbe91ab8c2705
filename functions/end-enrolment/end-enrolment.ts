import { endEnrolment as contract } from '#shared/contract/policies.ts';
import { noContent } from '#shared/http/answer.ts';
import { endpoint, type Session } from '#shared/http/endpoint.ts';
import { endingChanges } from '#shared/policies/ending.ts';
import type { Enrolments } from '#shared/policies/enrolments.ts';
import { policyNumberOf } from '#shared/policies/policy-id.ts';
import type { Registry } from '#shared/registry/registry.ts';
import { DomainError } from '#shared/runtime/domain-error.ts';
import type { Accounts } from '#shared/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly registry: Pick<Registry, 'findPolicy'>;
  readonly enrolments: Pick<Enrolments, 'find' | 'end'>;
  readonly now: () => Date;
};

/** The enrolment may be ended, or begun anew, between reading and writing. */
const mostAttempts = 5;

/** Ends electronic post of one policy (R8.2a); documents stay, and so does the payment method. Repeating it changes nothing. */
export const endEnrolment = ({ accounts, registry, enrolments, now }: Needs) => {
  /** Whether the policy has no enrolment of the account any more. */
  async function attempt(session: Session, policyNumber: string): Promise<boolean> {
    const [account, policy, standing] = await Promise.all([
      accounts.live(session),
      registry.findPolicy(policyNumber),
      enrolments.find(policyNumber),
    ]);
    if (standing?.accountId === session.accountId)
      return enrolments.end(standing, endingChanges(standing, 'ended-by-customer', now()));
    if (policy?.holder !== account.customerId) throw new DomainError('policy-not-found');
    return true;
  }

  return endpoint(contract, async ({ session, path }) => {
    const policyNumber = policyNumberOf(path.policyId);
    if (policyNumber === undefined) {
      await accounts.live(session);
      throw new DomainError('policy-not-found');
    }
    for (let attempts = 1; attempts <= mostAttempts; attempts++)
      if (await attempt(session, policyNumber)) return noContent();
    throw new DomainError('busy', {}, { retryAfterSeconds: 1 });
  });
};
