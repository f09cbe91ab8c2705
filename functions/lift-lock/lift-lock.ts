import { liftLock as contract } from '#shared/contract/helpdesk.ts';
import { type LiveCallerNeeds, liveCaller } from '#shared/helpdesk/live-caller.ts';
import type { Locks } from '#shared/helpdesk/locks.ts';
import { ok } from '#shared/platform/http/answer.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { type Limits, takeAll } from '#shared/platform/limits/limits.ts';

type Needs = LiveCallerNeeds & { readonly locks: Locks; readonly limits: Limits };

/** Each lift is three more guesses at the password (R3.1). */
const liftsPerPerson = 3;

/** Lifts the lock (R10.2); sessions and the password stay as they are. */
export const liftLock = (needs: Needs) =>
  endpoint(contract, async ({ agent, path: { identificationId } }) => {
    const { identification, account } = await liveCaller(needs, agent, identificationId);
    const now = needs.now();
    await takeAll(needs.limits, [{ kind: 'HELPDESK-LOCK', who: account.customerId, max: liftsPerPerson }], now);
    const { customerId: whom } = identification;
    return ok(await needs.locks.lift(account.username, { agent: agent.arn, whom, identificationId, at: now }));
  });
