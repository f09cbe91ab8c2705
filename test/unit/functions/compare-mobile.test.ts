import { describe, expect, it } from 'vitest';
import { readHungarianMobile } from '#shared/contract/contacts/read-mobile.ts';
import { anAgentsCall } from '#test/builders/call.ts';
import { aNewCaller, type Correcting, correcting } from '#test/builders/corrections.ts';
import { anActiveCaller, anIdentification, noIdentifications } from '#test/builders/helpdesk.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { compareMobile } from '../../../functions/compare-mobile/compare-mobile.ts';

const onFile = '06 30 123 4567';
const another = '06 70 111 2233';
const callWith = (mobile: string, correct = false) => ({
  ...anAgentsCall,
  path: { identificationId: anIdentification().identificationId },
  body: { mobile, correct },
});

function setup(given: Correcting = {}) {
  const { needs, ...done } = correcting(given);
  return { endpoint: compareMobile({ ...needs, readMobile: readHungarianMobile }), ...done };
}

const whatOf = (acts: readonly { readonly what: string }[]) => acts.map(({ what }) => what);

describe('compare-mobile', () => {
  it.each([false, true])(
    'R10.2 shows the number in full to a caller who knows it, and corrects nothing (`correct`: %s)',
    async (correct) => {
      const { endpoint, applied, begun, acts } = setup();
      const { body } = await answerOf(endpoint, callWith(onFile, correct));
      expect(body).toEqual({ outcome: 'matches', mobile: '+36301234567' });
      expect([applied, begun, whatOf(acts)]).toEqual([[], [], ['mobile-matched']]);
    },
  );

  it('R10.2 shows the number masked to a caller who names another one', async () => {
    const { endpoint, applied, begun, acts } = setup();
    const { body } = await answerOf(endpoint, callWith(another));
    expect(body).toEqual({ outcome: 'differs', mobile: '+36 30 *** **67' });
    expect([applied, begun, whatOf(acts)]).toEqual([[], [], ['mobile-differed']]);
  });

  it('R10.2 corrects the number at once before the first password is chosen, and mails the address on file', async () => {
    const { endpoint, applied, begun, mails, acts } = setup({ standing: aNewCaller });
    const { body } = await answerOf(endpoint, callWith(another, true));
    expect(body).toEqual({ outcome: 'corrected', oldAddressTold: true });
    expect(applied).toMatchObject([{ kind: 'mobile', to: '+36701112233' }]);
    expect(begun).toEqual([]);
    expect(mails.map(({ to, content }) => [to, content.lines])).toEqual([['anna@example.org', ['+36 70 *** **33']]]);
    expect(whatOf(acts)).toEqual(['mobile-corrected', 'correction-told']);
  });

  it('R10.2 lets a later correction wait for 72 hours; the mail to the old address can stop it', async () => {
    const { endpoint, applied, begun, acts, stopHash } = setup();
    const { body } = await answerOf(endpoint, callWith(another, true));
    const from = '2027-02-03T12:00:00.000Z';
    expect(body).toEqual({ outcome: 'waiting', from, oldAddressTold: true });
    expect(applied).toEqual([]);
    expect(begun).toMatchObject([{ kind: 'mobile', to: '+36701112233', from, stopHash: stopHash() }]);
    expect(whatOf(acts)).toEqual(['mobile-correction-begun', 'correction-told']);
  });

  it('says that the old address got no mail where it takes none; the correction counts', async () => {
    const { endpoint, applied, acts } = setup({ standing: aNewCaller, isMailRejected: true });
    const { body } = await answerOf(endpoint, callWith(another, true));
    expect(body).toEqual({ outcome: 'corrected', oldAddressTold: false });
    expect([applied.length, whatOf(acts)]).toEqual([1, ['mobile-corrected', 'correction-not-told']]);
  });

  it('R2.6 refuses a number that somebody else holds with this address, audits that, and counts it', async () => {
    const { endpoint, mails, acts, countOf } = setup({ outcome: 'contact-taken' });
    expect((await problemOf(endpoint, callWith(another, true))).code).toBe('contact-taken');
    expect(mails).toEqual([]);
    expect(acts).toMatchObject([{ what: 'refused', operation: 'compare-mobile', reason: 'contact-taken' }]);
    expect(countOf('HELPDESK-MOBILE', 'C-1')).toBe(1);
  });

  it('asks to try again where the account changed meanwhile, and counts nothing', async () => {
    const { endpoint, mails, countOf } = setup({ outcome: 'changed' });
    expect(await problemOf(endpoint, callWith(another, true))).toEqual({
      code: 'busy',
      details: {},
      retryAfterSeconds: 1,
    });
    expect([mails, countOf('HELPDESK-MOBILE', 'C-1')]).toEqual([[], 0]);
  });

  it('R2.5 refuses a text that is no mobile number, before anything is read or counted', async () => {
    const { endpoint, acts, countOf } = setup();
    expect(await problemOf(endpoint, callWith('06 1 234 5678'))).toEqual({
      code: 'invalid-fields',
      details: { fields: ['mobile'] },
    });
    expect([acts, countOf('HELPDESK-MOBILE', 'C-1')]).toEqual([[], 0]);
  });

  it('R10.2 compares ten times a day for one person: the number cannot be found by trying', async () => {
    const { endpoint, acts } = setup();
    for (let time = 1; time <= 10; time++) await answerOf(endpoint, callWith(another));
    expect((await problemOf(endpoint, callWith(onFile))).code).toBe('too-many-requests');
    expect(acts.at(-1)).toMatchObject({ what: 'refused', reason: 'too-many-requests' });
  });

  it.each(noIdentifications)('R10.2 compares nothing when $why', async ({ identification }) => {
    const { endpoint, acts } = setup({ identification });
    expect((await problemOf(endpoint, callWith(onFile))).code).toBe('identification-required');
    expect(acts).toEqual([]);
  });

  it.each([{ state: 'none' }, { ...anActiveCaller, state: 'closing' }] as const)(
    'R10.3 compares nothing where the registration is "$state", and audits that',
    async (standing) => {
      const { endpoint, acts } = setup({ standing });
      expect((await problemOf(endpoint, callWith(onFile))).code).toBe('registration-not-found');
      expect(acts).toMatchObject([{ what: 'refused', reason: 'registration-not-found' }]);
    },
  );
});
