import { openContest as contract } from '#shared/contract/helpdesk.ts';
import { type CallerNeeds, counted, countedByAgent, forCaller } from '#shared/helpdesk/acting/active-caller.ts';
import type { Contests } from '#shared/helpdesk/contests/contests.ts';
import { actOf, type CallersStanding, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

type Needs = CallerNeeds & {
  readonly identifications: Pick<Identifications, 'require' | 'note'>;
  readonly contests: Pick<Contests, 'open'>;
  readonly limits: Limits;
};

/** How often one agent may contest one person's registration in a day: each freezes it and sends mails. */
const contestsPerPerson = 3;

const contestOf = (standing: CallersStanding) => (standing.state === 'frozen' ? standing.account.contest : undefined);

/**
 * Freezes the caller's registration, which the caller says somebody else made (R10.4). If it is frozen already, answers the same
 * and changes nothing. A registration that is not confirmed needs no contest: the holder's own takes its place (R2.6).
 *
 * @throws DomainError `registration-not-found` with the registration's state, `busy` if it changed meanwhile
 */
export const openContest = (needs: Needs) =>
  endpoint(contract, async ({ agent, body: { identificationId } }) => {
    const asked = { operation: contract.name, agent, identificationId };
    return forCaller(needs, asked, async ({ identification, standing }) => {
      const answer = (openedAt: string) => ok({ state: 'frozen' as const, openedAt });
      const earlier = contestOf(standing);
      if (earlier) {
        await needs.identifications.note(actOf(identification, 'account-shown', needs.now()));
        return answer(earlier.openedAt);
      }
      if (standing.state !== 'active') throw new DomainError('registration-not-found', { state: standing.state });
      const limited = countedByAgent(
        { kind: 'HELPDESK-CONTEST', who: identification.customerId, max: contestsPerPerson },
        agent,
      );
      return counted(needs, limited, async () => {
        const act = actOf(identification, 'contest-opened', needs.now());
        if ((await needs.contests.open(standing.account, act)) === 'done') return answer(act.at.toISOString());
        // Another agent may have frozen it in this moment.
        const frozen = contestOf(await needs.callers.find(identification.customerId, needs.now()));
        if (!frozen) throw new DomainError('busy', {}, { retryAfterSeconds: 1, because: 'account-changes' });
        return answer(frozen.openedAt);
      });
    });
  });
