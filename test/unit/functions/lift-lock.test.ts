import { describe, expect, it } from 'vitest';
import type { Act } from '#shared/helpdesk/acting/act.ts';
import type { CallersStanding, Identification } from '#shared/helpdesk/identifying/identification.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { anActiveCaller, anIdentification, identificationsWith, noIdentifications } from '#test/builders/helpdesk.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { liftLock } from '../../../functions/lift-lock/lift-lock.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const call = { ...anAgentsCall, path: { identificationId: anIdentification().identificationId } };

type Setup = {
  readonly identification?: Identification;
  readonly standing?: CallersStanding;
  readonly wasLocked?: boolean;
  /** How the next lifts fail. */
  readonly failures?: Error[];
};

function setup({
  identification = anIdentification(),
  standing = anActiveCaller,
  wasLocked = true,
  failures = [],
}: Setup = {}) {
  const noted: Act[] = [];
  const lifted: (readonly [string, Omit<Act, 'what'>])[] = [];
  const { limits, counted } = memoryLimits();
  const endpoint = liftLock({
    identifications: identificationsWith(identification).identifications,
    callers: { find: async (customerId) => (customerId === 'C-1' ? standing : { state: 'none' }) },
    locks: {
      async lift(...asked) {
        const failure = failures.shift();
        if (failure) throw failure;
        lifted.push(asked);
        return { wasLocked };
      },
    },
    audit: { note: async (act) => void noted.push(act) },
    limits,
    now: () => noon,
  });
  return { endpoint, lifted, counted, noted };
}

describe('lift-lock', () => {
  it.each([true, false])(
    'R10.2 lifts the lock of the caller’s username and says whether there was one: %s',
    async (wasLocked) => {
      const { endpoint, lifted } = setup({ wasLocked });
      expect((await answerOf(endpoint, call)).body).toEqual({ wasLocked });
      expect(lifted.map(([username]) => username)).toEqual(['anna']);
    },
  );

  it('R10.3 writes to the audit who lifted it, for whom, in which identification and when', async () => {
    const { endpoint, lifted } = setup();
    await answerOf(endpoint, call);
    const { identificationId } = anIdentification();
    expect(lifted.map(([, act]) => act)).toEqual([{ agent: anAgent.arn, whom: 'C-1', identificationId, at: noon }]);
  });

  it.each(noIdentifications)('R10.2 lifts nothing when $why, and counts nothing', async ({ identification }) => {
    const { endpoint, lifted, counted } = setup({ identification });
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect([lifted, counted()]).toEqual([[], {}]);
  });

  it.each([
    { state: 'none' },
    { state: 'pending', email: 'anna@example.org', mobile: '+36301234567', createdAt: noon.toISOString() },
    { ...anActiveCaller, state: 'closing' },
  ] as const)(
    'a caller whose registration is "$state" has no lock to lift; the answer says only that',
    async (standing) => {
      const { endpoint, lifted, counted } = setup({ standing });
      expect(await problemOf(endpoint, call)).toEqual({
        code: 'registration-not-found',
        details: { state: standing.state },
      });
      expect([lifted, counted()]).toEqual([[], {}]);
    },
  );

  it('R3.1 one agent lifts three times a day for one person: each lift is three more guesses at the password', async () => {
    const { endpoint, lifted } = setup();
    for (let time = 1; time <= 3; time++) await answerOf(endpoint, call);
    expect(await problemOf(endpoint, call)).toEqual({
      code: 'too-many-requests',
      details: {},
      retryAfterSeconds: 86_400,
    });
    expect(lifted).toHaveLength(3);
  });

  it.each([
    ['the guard changes all the time', new DomainError('busy', {}, { retryAfterSeconds: 2 })],
    ['the table does not answer', new Error('time-out')],
  ])('R10.2 a lift that fails because %s counts for nothing: the day’s three are left', async (_, failure) => {
    const { endpoint, lifted, counted } = setup({ failures: [failure, failure, failure] });
    for (let time = 1; time <= 3; time++) await expect(endpoint.behave(call)).rejects.toBe(failure);
    expect(counted()).toEqual({ [`HELPDESK-LOCK-AGENT#C-1#${anAgent.arn}`]: 0, 'HELPDESK-LOCK#C-1': 0 });
    for (let time = 1; time <= 3; time++) await answerOf(endpoint, call);
    expect(lifted).toHaveLength(3);
  });

  const refusal = {
    ...{ agent: anAgent.arn, whom: 'C-1', identificationId: anIdentification().identificationId, at: noon },
    ...{ what: 'refused', operation: 'lift-lock' },
  };

  it('R10.3 audits that a limit refused the lift', async () => {
    const { endpoint, noted } = setup();
    for (let time = 1; time <= 3; time++) await answerOf(endpoint, call);
    expect(noted).toEqual([]);
    await problemOf(endpoint, call);
    expect(noted).toEqual([{ ...refusal, reason: 'too-many-requests' }]);
  });

  it('R10.3 audits that there was no active registration', async () => {
    const { endpoint, noted } = setup({ standing: { state: 'none' } });
    await problemOf(endpoint, call);
    expect(noted).toEqual([{ ...refusal, reason: 'registration-not-found' }]);
  });
});
