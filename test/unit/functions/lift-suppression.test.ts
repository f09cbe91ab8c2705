import { describe, expect, it } from 'vitest';
import type { CallersStanding, Identification } from '#shared/helpdesk/identifying/identification.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { anActiveCaller, anIdentification, identificationsWith, noIdentifications } from '#test/builders/helpdesk.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { liftSuppression } from '../../../functions/lift-suppression/lift-suppression.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const { email, mobile } = anActiveCaller.account;
const call = { ...anAgentsCall, path: { identificationId: anIdentification().identificationId } };
const pending = { state: 'pending', email, mobile, createdAt: noon.toISOString() } as const;

type Setup = {
  readonly identification?: Identification;
  readonly standing?: CallersStanding;
  readonly isListed?: boolean;
  /** How the list answers a removal. */
  readonly failure?: Error;
};

/** `steps`: what was done, in order; an act by its name. */
function setup({
  identification = anIdentification(),
  standing = anActiveCaller,
  isListed = true,
  failure,
}: Setup = {}) {
  const steps: unknown[] = [];
  const { identifications } = identificationsWith(identification, steps);
  const { limits, counted } = memoryLimits();
  let listed = isListed;
  const endpoint = liftSuppression({
    identifications,
    callers: { find: async () => standing },
    audit: { note: async ({ what, reason }) => void steps.push(reason === undefined ? what : `${what} ${reason}`) },
    list: {
      find: async () => (listed ? { reason: 'bounced', since: noon } : undefined),
      async remove(address) {
        if (failure) throw failure;
        listed = false;
        steps.push(`removed ${address}`);
      },
    },
    outcomes: {
      async noteOnAccount({ accountId, address, at }, outcome) {
        steps.push(`${accountId} ${address} ${outcome} ${at.toISOString()}`);
      },
    },
    limits,
    now: () => noon,
  });
  return { endpoint, steps, counted, lift: async () => (await answerOf(endpoint, call)).body };
}

const asked = 'suppression-lift-asked';

describe('lift-suppression', () => {
  it('R10.5 takes the address off the list; the account counts as reachable, and R10.3 the audit has both', async () => {
    const { lift, steps } = setup();
    expect(await lift()).toEqual({ wasSuppressed: true });
    const reached = `account-1 ${email} reached ${noon.toISOString()}`;
    expect(steps).toEqual([asked, reached, `removed ${email}`, 'suppression-lifted']);
  });

  it('R10.5 does so for a registration that waits for its confirmation mail', async () => {
    const { lift, steps } = setup({ standing: pending });
    expect(await lift()).toEqual({ wasSuppressed: true });
    expect(steps).toEqual([asked, `removed ${email}`, 'suppression-lifted']);
  });

  it('R10.5 says that the address was not on the list, and changes nothing', async () => {
    const { lift, steps } = setup({ isListed: false });
    expect(await lift()).toEqual({ wasSuppressed: false });
    expect(steps).toEqual([asked, 'no-suppression-found']);
  });

  it.each(noIdentifications)('R10.5 lifts nothing when $why', async ({ identification }) => {
    const { endpoint, steps, counted } = setup({ identification });
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect([steps, counted()]).toEqual([[], {}]);
  });

  it.each([{ state: 'none' }, { ...anActiveCaller, state: 'closing' }] as const)(
    'a caller whose registration is "$state" has no address; R10.3 the refusal is audited',
    async (standing) => {
      const { endpoint, steps } = setup({ standing });
      expect((await problemOf(endpoint, call)).code).toBe('registration-not-found');
      expect(steps).toEqual(['refused registration-not-found']);
    },
  );

  it('R10.5 one agent lifts three times a day for one person', async () => {
    const { endpoint } = setup();
    for (let time = 1; time <= 3; time++) await answerOf(endpoint, call);
    expect((await problemOf(endpoint, call)).code).toBe('too-many-requests');
  });

  it('a lift that the mail service throttles counts for nothing, and is answered so', async () => {
    const { endpoint, counted } = setup({ failure: new DomainError('busy', {}, { retryAfterSeconds: 2 }) });
    expect(await problemOf(endpoint, call)).toMatchObject({ code: 'busy', retryAfterSeconds: 2 });
    expect(counted()).toEqual({ [`HELPDESK-SUPPRESSION-AGENT#C-1#${anAgent.arn}`]: 0, 'HELPDESK-SUPPRESSION#C-1': 0 });
  });
});
