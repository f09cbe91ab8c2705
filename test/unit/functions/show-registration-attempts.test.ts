import { describe, expect, it } from 'vitest';
import type { Identification } from '#shared/helpdesk/identifying/identification.ts';
import { allMarksOf, type Marks } from '#shared/helpdesk/identifying/marks.ts';
import type { JudgedAttempt } from '#shared/helpdesk/looking/attempts.ts';
import { anAgent, anAgentsCall } from '#test/builders/call.ts';
import { anIdentification, identificationsWith, noIdentifications } from '#test/builders/helpdesk.ts';
import { anIdentity, testPseudonyms } from '#test/builders/identity.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { showRegistrationAttempts } from '../../../functions/show-registration-attempts/show-registration-attempts.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const marks = allMarksOf(anIdentity(), testPseudonyms);
const identified = anIdentification({ marks });
const call = { ...anAgentsCall, path: { identificationId: identified.identificationId } };
const fields = {
  birthDate: 'exact',
  name: 'exact',
  birthName: 'folded',
  birthPlace: 'different',
  mothersName: 'exact',
} as const;

function setup(found: readonly JudgedAttempt[] = [], identification: Identification = identified) {
  const steps: unknown[] = [];
  const { identifications, acts } = identificationsWith(identification, steps);
  const asked: (readonly Marks[])[] = [];
  const endpoint = showRegistrationAttempts({
    identifications,
    attempts: {
      async find(by) {
        steps.push('attempts-read');
        asked.push(by);
        return found;
      },
    },
    now: () => noon,
  });
  return { endpoint, identifications, acts, steps, asked };
}

describe('show-registration-attempts', () => {
  it('R10.2 shows why registrations failed and which fields matched, never the values', async () => {
    const at = new Date('2027-01-30T08:00:00Z');
    const { endpoint } = setup([
      { at, problem: 'not-eligible', reason: 'payment-method-not-accepted', fields },
      { at, problem: 'identification-failed', fields },
    ]);
    expect((await answerOf(endpoint, call)).body.attempts).toEqual([
      { at: at.toISOString(), problem: 'not-eligible', reason: 'payment-method-not-accepted', fields },
      { at: at.toISOString(), problem: 'identification-failed', fields },
    ]);
  });

  it('R10.2 finds them by the identified caller’s data, not by anything in this call', async () => {
    const { endpoint, asked } = setup();
    await answerOf(endpoint, call);
    expect(asked).toEqual([marks]);
  });

  it('R10.3 reads nothing before the audit entry is written', async () => {
    const { endpoint, acts, steps } = setup();
    await answerOf(endpoint, call);
    expect(steps).toEqual(['registration-attempts-shown', 'attempts-read']);
    const { identificationId } = identified;
    expect(acts).toEqual([
      { agent: anAgent.arn, whom: 'C-1', identificationId, what: 'registration-attempts-shown', at: noon },
    ]);
  });

  it('R10.3 reads nothing when the audit entry cannot be written', async () => {
    const { identifications, steps } = setup();
    const endpoint = showRegistrationAttempts({
      identifications: { ...identifications, note: () => Promise.reject(new Error('throttled')) },
      attempts: { find: async () => Promise.reject(new Error('read all the same')) },
      now: () => noon,
    });
    await expect(endpoint.behave(call)).rejects.toThrow('throttled');
    expect(steps).toEqual([]);
  });

  it.each(noIdentifications)('R10.2 shows nothing when $why, and audits nothing', async ({ identification }) => {
    const { endpoint, steps } = setup([], identification);
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect(steps).toEqual([]);
  });
});
