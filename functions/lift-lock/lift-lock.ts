import { liftLock as contract } from '#shared/contract/helpdesk.ts';
import type { Locks } from '#shared/helpdesk/acting/act.ts';
import {
  type ActiveCallerNeeds,
  counted,
  countedByAgent,
  forActiveCaller,
} from '#shared/helpdesk/acting/active-caller.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import type { Limits } from '#shared/platform/limits/limits.ts';

type Needs = ActiveCallerNeeds & { readonly locks: Locks; readonly limits: Limits };

/** How often one person's lock may be lifted in a day: each lift allows three more guesses at the password (R3.1). */
const liftsPerPerson = 3;

/** Lifts the lock (R10.2); sessions and the password stay as they are. */
export const liftLock = (needs: Needs) =>
  endpoint(contract, async ({ agent, path: { identificationId } }) => {
    const asked = { operation: contract.name, agent, identificationId };
    return forActiveCaller(needs, asked, async ({ account }) => {
      const { customerId: whom, username } = account;
      const limited = countedByAgent({ kind: 'HELPDESK-LOCK', who: whom, max: liftsPerPerson }, agent);
      const act = { agent: agent.arn, whom, identificationId, at: needs.now() };
      return ok(await counted(needs, limited, () => needs.locks.lift(username, act)));
    });
  });
