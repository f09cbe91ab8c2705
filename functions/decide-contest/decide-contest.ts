import { decideContest as contract } from '#shared/contract/helpdesk.ts';
import type { FinishingRequests } from '#shared/customers/cancelling/cancellations.ts';
import type { FinishCancellingNeeds } from '#shared/customers/cancelling/finish-cancelling.ts';
import { finishOrQueue } from '#shared/customers/cancelling/finish-or-queue.ts';
import { type CallerNeeds, forCaller } from '#shared/helpdesk/acting/active-caller.ts';
import {
  type ContestedAccount,
  type ContestOutcome,
  type Contests,
  isSameAgent,
} from '#shared/helpdesk/contests/contests.ts';
import { actOf, type CallersStanding, type Identification } from '#shared/helpdesk/identifying/identification.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

type Needs = CallerNeeds &
  FinishCancellingNeeds & {
    readonly contests: Pick<Contests, 'decide'>;
    readonly finishing: FinishingRequests;
  };

/** Whether the agent took this very decision before: the call is repeated. */
const isDecidedSo = (standing: CallersStanding, agent: string, outcome: ContestOutcome): boolean => {
  if (standing.state !== (outcome === 'confirmed' ? 'closing' : 'active')) return false;
  const decision = standing.account.contest?.decision;
  return decision?.outcome === outcome && decision.by === agent;
};

/**
 * Decides a contest (R10.4), by another agent than the one who opened it. `confirmed` ends the registration as cancelling does
 * (R11.1), so that the holder can register; `rejected` makes it active again. The same agent may repeat the call, with the same
 * answer, until the registration is erased.
 *
 * @throws DomainError `second-agent-required`, `registration-not-found` with the registration's state if nothing is contested,
 * `busy` if it changed meanwhile
 */
export const decideContest = (needs: Needs) => {
  const { contests, callers, finishing, now } = needs;
  const finish = finishOrQueue(needs, contract.name);

  async function decide(identification: Identification, account: ContestedAccount, outcome: ContestOutcome) {
    if (isSameAgent(account.contest.by, identification.agent)) throw new DomainError('second-agent-required');
    // Before the account is closed, so that a crash right after that leaves nothing unfinished.
    if (outcome === 'confirmed') await finishing.put(account.accountId);
    return contests.decide(account, outcome, actOf(identification, `contest-${outcome}`, now()));
  }

  return endpoint(contract, async ({ agent, body: { identificationId, outcome } }) => {
    const asked = { operation: contract.name, agent, identificationId };
    return forCaller(needs, asked, async ({ identification, standing: first }) => {
      let standing = first;
      if (standing.state === 'frozen') {
        const written = await decide(identification, standing.account, outcome);
        standing = await callers.find(identification.customerId, now());
        if (written === 'changed' && standing.state === 'frozen')
          throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'account-changes' });
      }
      if (!isDecidedSo(standing, agent.arn, outcome) || !('account' in standing))
        throw new DomainError('registration-not-found', { state: standing.state });
      if (outcome === 'rejected') return ok({ outcome });
      return ok({ outcome, isErased: await finish(standing.account.accountId) });
    });
  });
};
