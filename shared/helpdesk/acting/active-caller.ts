import type { Callers, CallersAccount, CallersStanding } from '#shared/helpdesk/identifying/identification.ts';
import { actOf, type Identification, type Identifications } from '#shared/helpdesk/identifying/identification.ts';
import type { Agent } from '#shared/platform/http/endpoint.ts';
import { type Limited, type Limits, largestLimit, takeAll } from '#shared/platform/limits/limits.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { Audit } from './act.ts';

export type CallerNeeds = {
  readonly identifications: Pick<Identifications, 'require'>;
  readonly callers: Callers;
  readonly audit: Audit;
  readonly now: () => Date;
};
export type ActiveCallerNeeds = CallerNeeds;

/** An identified caller, whatever their registration. */
export type Caller = { readonly identification: Identification; readonly standing: CallersStanding };

/** An identified caller with an active account. */
export type ActiveCaller = { readonly identification: Identification; readonly account: CallersAccount };

type Asked = { readonly operation: string; readonly agent: Agent; readonly identificationId: string };

/**
 * Does `work` for an identified caller and returns its result. A refusal is audited, too, with the operation and the problem's
 * code (R10.3), so an agent who only tries leaves a trace.
 *
 * @throws DomainError `identification-required` (not audited, because it is unknown for whom the agent asked), and what `work`
 * throws
 */
export async function forCaller<T>(
  { identifications, callers, audit, now }: CallerNeeds,
  { operation, agent, identificationId }: Asked,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  const identification = await identifications.require(identificationId, agent.arn, now());
  try {
    return await work({ identification, standing: await callers.find(identification.customerId, now()) });
  } catch (error) {
    if (error instanceof DomainError)
      await audit.note({ ...actOf(identification, 'refused', now()), operation, reason: error.code });
    throw error;
  }
}

/**
 * As `forCaller`, for a caller with an active account.
 *
 * @throws DomainError `registration-not-found` with the registration's state (`none`, `pending`, `frozen`, `closing`), and what
 * `forCaller` throws
 */
export const forActiveCaller = <T>(
  needs: ActiveCallerNeeds,
  asked: Asked,
  work: (caller: ActiveCaller) => Promise<T>,
): Promise<T> =>
  forCaller(needs, asked, ({ identification, standing }) => {
    if (standing.state !== 'active') throw new DomainError('registration-not-found', { state: standing.state });
    return work({ identification, account: standing.account });
  });

/** How many times as often as one agent all agents together may do something for one person in a day. */
const agentsInAll = 5;

/**
 * The counts of what an agent does for a person: by this agent, and by all. So one agent's mistakes, or a caller who lies to one,
 * keep no other agent from helping the person (R2.3a), and what all may try stays bounded. `who`: the person; `max`: by one agent.
 */
export const countedByAgent = ({ kind, who, max }: Limited, agent: Agent): readonly Limited[] => [
  { kind: `${kind}-AGENT`, who: `${who}#${agent.arn}`, max },
  { kind, who, max: Math.min(max * agentsInAll, largestLimit) },
];

/**
 * Counts one attempt and does `work`. If `work` fails, the attempt is given back, because a fault on our side must not use up the
 * day's limit. This also holds for a write without an answer: if it was carried out, the audit has it. Only `contact-taken` stays
 * counted, because it reveals something about somebody else's contact.
 *
 * @throws DomainError `too-many-requests`, and what `work` throws
 */
export async function counted<T>(
  { limits, now }: { readonly limits: Limits; readonly now: () => Date },
  limited: readonly Limited[],
  work: () => Promise<T>,
): Promise<T> {
  const attempts = await takeAll(limits, limited, now());
  try {
    return await work();
  } catch (error) {
    const isAnswer = error instanceof DomainError && error.code === 'contact-taken';
    // Even if this fails, the caller of this function must see why `work` failed.
    if (!isAnswer) await Promise.allSettled(attempts.map((attempt) => limits.giveBack(attempt)));
    throw error;
  }
}
