import { describe, expect, it } from 'vitest';
import { anAgentsCall } from '#test/builders/call.ts';
import { aNewCaller, type Correcting, correcting } from '#test/builders/corrections.ts';
import { anActiveCaller, anIdentification, noIdentifications } from '#test/builders/helpdesk.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { correctEmail } from '../../../functions/correct-email/correct-email.ts';

const callWith = (email: string) => ({
  ...anAgentsCall,
  path: { identificationId: anIdentification().identificationId },
  body: { email },
});
const call = callWith('anna.uj@example.org');

function setup(given: Correcting = {}) {
  const { needs, ...done } = correcting(given);
  return { endpoint: correctEmail(needs), ...done };
}

describe('correct-email', () => {
  it('R10.2 corrects the address at once before the first password is chosen; the mail goes to the old one', async () => {
    const { endpoint, applied, begun, mails, acts } = setup({ standing: aNewCaller });
    expect((await answerOf(endpoint, call)).body).toEqual({ outcome: 'corrected', oldAddressTold: true });
    expect(applied).toMatchObject([{ kind: 'email', to: 'anna.uj@example.org' }]);
    expect(begun).toEqual([]);
    expect(mails.map(({ to, content }) => [to, content.lines])).toEqual([['anna@example.org', ['a***@example.org']]]);
    expect(acts.map(({ what }) => what)).toEqual(['email-corrected', 'correction-told']);
  });

  it('R10.2 lets a later correction wait for 72 hours, bound to the contact that it replaces', async () => {
    const { endpoint, applied, begun, acts, stopHash } = setup();
    const from = '2027-02-03T12:00:00.000Z';
    expect((await answerOf(endpoint, call)).body).toEqual({ outcome: 'waiting', from, oldAddressTold: true });
    expect(applied).toEqual([]);
    expect(begun).toMatchObject([
      { kind: 'email', to: 'anna.uj@example.org', replaces: '1.pseudonym', from, stopHash: stopHash() },
    ]);
    expect(acts.map(({ what }) => what)).toEqual(['email-correction-begun', 'correction-told']);
  });

  it('R10.4 the link that stops it goes to the address on file, to every address of before, and to the new one', async () => {
    const { endpoint, mails } = setup({ former: ['first@example.org', 'second@example.org'] });
    await answerOf(endpoint, call);
    const urls = new Set(mails.map(({ content }) => content.action?.url));
    expect([mails.map(({ to }) => to).sort(), urls.size]).toEqual([
      ['anna.uj@example.org', 'anna@example.org', 'first@example.org', 'second@example.org'],
      1,
    ]);
  });

  it('the address on file, in any letter case, is refused as a wrong field and is no correction', async () => {
    const { endpoint, applied, begun, countOf } = setup();
    expect(await problemOf(endpoint, callWith('Anna@Example.org'))).toEqual({
      code: 'invalid-fields',
      details: { fields: ['email'] },
    });
    expect([applied, begun, countOf('HELPDESK-EMAIL', 'C-1')]).toEqual([[], [], 0]);
  });

  it.each([
    ['contact-taken', 'contact-taken', 1],
    ['changed', 'busy', 0],
  ] as const)(
    'answers a table that says "%s" with %s; %i is counted, the refusal audited',
    async (outcome, code, count) => {
      const { endpoint, mails, acts, countOf } = setup({ outcome });
      expect((await problemOf(endpoint, call)).code).toBe(code);
      expect(acts).toMatchObject([{ what: 'refused', operation: 'correct-email', reason: code }]);
      expect([mails, countOf('HELPDESK-EMAIL', 'C-1')]).toEqual([[], count]);
    },
  );

  it('R10.2 corrects five times a day for one person: each correction is a mail to the old address', async () => {
    const { endpoint, mails, acts } = setup();
    for (let time = 1; time <= 5; time++) await answerOf(endpoint, call);
    expect((await problemOf(endpoint, call)).code).toBe('too-many-requests');
    expect(mails.filter(({ to }) => to === 'anna@example.org')).toHaveLength(5);
    expect(acts.at(-1)).toMatchObject({ what: 'refused', reason: 'too-many-requests' });
  });

  it.each(noIdentifications)('R10.2 corrects nothing when $why', async ({ identification }) => {
    const { endpoint, begun, acts } = setup({ identification });
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect([begun, acts]).toEqual([[], []]);
  });

  it('R10.3 corrects nothing of a registration that is being erased, and audits that', async () => {
    const { endpoint, begun, acts } = setup({ standing: { ...anActiveCaller, state: 'closing' } });
    expect(await problemOf(endpoint, call)).toMatchObject({
      code: 'registration-not-found',
      details: { state: 'closing' },
    });
    expect(begun).toEqual([]);
    expect(acts).toMatchObject([{ what: 'refused', reason: 'registration-not-found' }]);
  });
});
