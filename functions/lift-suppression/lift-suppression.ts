import { liftSuppression as contract } from '#shared/contract/helpdesk.ts';
import type { MailOutcomes } from '#shared/documents/mail-outcomes/mail-outcomes.ts';
import { type CallerNeeds, counted, countedByAgent, forCaller } from '#shared/helpdesk/acting/active-caller.ts';
import { actOf, type CallersStanding, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import type { SuppressionList } from '#shared/messages/mail/suppression-list.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';

type Needs = CallerNeeds & {
  readonly identifications: Pick<Identifications, 'require' | 'note'>;
  readonly list: SuppressionList;
  readonly outcomes: Pick<MailOutcomes, 'noteOnAccount'>;
  readonly limits: Limits;
};

/** How often a day one person's address may be taken off the list: mails to an address that does not exist cost reputation. */
const liftsPerPerson = 3;

/** The address on file; undefined without a registration, or when it is being erased. */
function addressOf(standing: CallersStanding): string | undefined {
  if (standing.state === 'pending') return standing.email;
  return standing.state === 'active' ? standing.account.email : undefined;
}

/**
 * Takes the address on file off the mail service's suppression list (R10.5), also that of a registration which still waits for
 * its confirmation mail. The audit records the attempt before the list is asked, and then its outcome.
 */
export const liftSuppression = (needs: Needs) => {
  const { identifications, audit, list, outcomes, now } = needs;
  return endpoint(contract, async ({ agent, path: { identificationId } }) => {
    const asked = { operation: contract.name, agent, identificationId };
    return forCaller(needs, asked, async ({ identification, standing }) => {
      const address = addressOf(standing);
      if (address === undefined) throw new DomainError('registration-not-found', { state: standing.state });
      const limited = { kind: 'HELPDESK-SUPPRESSION', who: identification.customerId, max: liftsPerPerson };
      return counted(needs, countedByAgent(limited, agent), async () => {
        await identifications.note(actOf(identification, 'suppression-lift-asked', now()));
        const wasSuppressed = (await list.find(address)) !== undefined;
        if (wasSuppressed) {
          // Before the list changes: an act that is repeated no longer finds the address there. Mail can reach it from now on.
          if (standing.state === 'active')
            await outcomes.noteOnAccount({ accountId: standing.account.accountId, address, at: now() }, 'reached');
          await list.remove(address);
        }
        const what = wasSuppressed ? 'suppression-lifted' : 'no-suppression-found';
        await audit.note(actOf(identification, what, now()));
        return ok({ wasSuppressed });
      });
    });
  });
};
