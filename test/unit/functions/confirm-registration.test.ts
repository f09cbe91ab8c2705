import { describe, expect, it } from 'vitest';
import { policiesAtOnce } from '#shared/customers/registration/registrations.ts';
import { aConfirmedRegistration, aRegistration } from '#test/builders/registration.ts';
import { aPolicy } from '#test/builders/registry.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { accountId, call, setupConfirmRegistration as setup } from './confirm-registration-setup.ts';

const manyPolicies = (count: number) =>
  Array.from({ length: count }, (_, at) => aPolicy({ policyNumber: `P-${100 + at}` }));
const sendsFirstPassword = ['create made', 'send first-password to +36301234567', 'record sent'];

describe('confirm-registration opens the account', () => {
  it('R2.8 writes everything at once, then makes the user and sends the first password', async () => {
    const { endpoint, steps, turns } = setup();
    expect(await answerOf(endpoint, call)).toMatchObject({
      status: 201,
      body: {
        ...{ username: 'minta.eva', mobile: '+36 30 *** **67', passwordSms: 'sent' },
        registrationId: aRegistration().registrationId,
      },
    });
    expect(steps).toEqual(['confirm confirmed', ...sendsFirstPassword]);
    expect(turns.released).toEqual(turns.taken);
  });

  it('R2.10 enrols what the page has named, and only as long as it is eligible', async () => {
    const policies = [
      aPolicy(),
      aPolicy({ policyNumber: 'P-2' }),
      aPolicy({ policyNumber: 'P-3', state: 'terminated' }),
    ];
    const { endpoint, confirmed } = setup({ policies, named: ['P-2', 'P-3'] });
    await answerOf(endpoint, call);
    expect(confirmed).toMatchObject([{ accountId, policies: [{ policyNumber: 'P-2' }], remaining: [] }]);
  });

  it('R2.10 enrols every eligible policy where the page was never opened', async () => {
    const { endpoint, confirmed } = setup({ policies: [aPolicy(), aPolicy({ policyNumber: 'P-2' })] });
    await answerOf(endpoint, call);
    expect(confirmed.map(({ policies }) => policies.length)).toEqual([2]);
  });

  it('R8.3 enrols in further transactions what the first does not hold, and tries again those that fail', async () => {
    const { endpoint, steps, confirmed } = setup({ policies: manyPolicies(2 * policiesAtOnce + 1), enrolFailures: 1 });
    await answerOf(endpoint, call);
    expect(confirmed.map(({ policies, remaining }) => [policies.length, remaining.length])).toEqual([[22, 23]]);
    expect(steps.filter((step) => step.startsWith('enrol'))).toEqual([
      'enrol 22, 1 remain: failed',
      'enrol 22, 1 remain',
      'enrol 1, 0 remain',
    ]);
  });

  it('busy where a further enrolment fails again and again; the same link goes on with it', async () => {
    const { endpoint, steps } = setup({ policies: manyPolicies(policiesAtOnce + 1), enrolFailures: 5 });
    expect((await problemOf(endpoint, call)).code).toBe('busy');
    expect(steps.filter((step) => step.startsWith('send'))).toEqual([]);
  });

  it('reads the policies again where one of them changed meanwhile', async () => {
    const { endpoint, steps } = setup({ outcomes: ['changed', 'changed'] });
    expect((await answerOf(endpoint, call)).status).toBe(201);
    expect(steps.filter((step) => step.startsWith('confirm'))).toEqual([
      'confirm changed',
      'confirm changed',
      'confirm confirmed',
    ]);
  });

  it.each(['already-registered', 'username-taken', 'contact-taken'] as const)(
    'R2.3a %s by somebody who confirmed first: no user, no SMS',
    async (outcome) => {
      const { endpoint, steps } = setup({ outcomes: [outcome] });
      expect((await problemOf(endpoint, call)).code).toBe(outcome);
      expect(steps).toEqual([`confirm ${outcome}`]);
    },
  );

  it('R2.10 no eligible policy any more: no user is made', async () => {
    const { endpoint, steps } = setup({ policies: [aPolicy({ paymentMethod: 'postal-cheque' })] });
    expect((await problemOf(endpoint, call)).code).toBe('not-eligible-any-more');
    expect(steps).toEqual([]);
  });

  it('R2.7 an unknown or expired link: gone', async () => {
    const { endpoint, steps } = setup({ registration: undefined });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
    expect(steps).toEqual([]);
  });
});

describe('confirm-registration and a user of the pool with the same name', () => {
  const held = { heldBy: 'account-2' };

  it('R2.3a evicts one that has no account, whoever it was made for, and makes its own', async () => {
    const { endpoint, steps } = setup({ made: [held] });
    expect((await answerOf(endpoint, call)).status).toBe(201);
    expect(steps.slice(0, 4)).toEqual(['confirm confirmed', 'create held', 'evict account-2', 'create made']);
  });

  it.each([
    ['has an account', { made: [held], isEvicted: false }, ['create held', 'evict account-2']],
    ['names no account', { made: [{ heldBy: undefined }] }, ['create held']],
  ] as const)('R2.6 never touches one that %s', async (_what, portal, pool) => {
    const { endpoint, steps } = setup(portal);
    await expect(answerOf(endpoint, call)).rejects.toThrow('belongs to another user');
    expect(steps).toEqual(['confirm confirmed', ...pool]);
  });

  it('R2.8 sets the first password at one that an earlier attempt has made', async () => {
    const { endpoint, steps } = setup({ made: ['there'] });
    await answerOf(endpoint, call);
    expect(steps).toEqual(['confirm confirmed', 'create there', 'set first-password', ...sendsFirstPassword.slice(1)]);
  });
});

describe('confirm-registration sends the first password once', () => {
  it('R2.9 reports and records an SMS that was refused; the account stays', async () => {
    const { endpoint, steps } = setup({ isSmsSent: false });
    expect(await answerOf(endpoint, call)).toMatchObject({ status: 201, body: { passwordSms: 'failed' } });
    expect(steps.at(-1)).toBe('record failed');
  });

  it.each(['sent', 'failed'] as const)('R2.8 the same link again answers the same: %s', async (passwordSms) => {
    const { endpoint, steps } = setup({ registration: aConfirmedRegistration({ passwordSms }) });
    expect(await answerOf(endpoint, call)).toMatchObject({ status: 201, body: { passwordSms } });
    expect(steps).toEqual([]);
  });

  it('R2.8 waits for the outcome of the call that opened the account', async () => {
    const { endpoint, steps } = setup({
      registration: aConfirmedRegistration(),
      meanwhile(kept) {
        kept.registration = aConfirmedRegistration({ passwordSms: 'sent' });
      },
    });
    expect((await answerOf(endpoint, call)).body).toMatchObject({ passwordSms: 'sent' });
    expect(steps).toEqual(['pause']);
  });

  it('R2.8 sends the same password where that call has crashed', async () => {
    const { endpoint, steps } = setup({ registration: aConfirmedRegistration() });
    expect((await answerOf(endpoint, call)).body).toMatchObject({ passwordSms: 'sent' });
    expect(steps).toEqual([...Array(6).fill('pause'), ...sendsFirstPassword]);
  });

  it('R2.8 does not replace a password that was chosen meanwhile', async () => {
    const { endpoint, steps } = setup({
      registration: aConfirmedRegistration(),
      meanwhile(kept) {
        kept.registration = undefined;
      },
    });
    expect((await answerOf(endpoint, call)).body).toMatchObject({ passwordSms: 'sent' });
    expect(steps).toEqual(['pause']);
  });

  it('R2.8 another call with the same link was quicker: its answer, without a second SMS', async () => {
    const { endpoint, steps } = setup({
      outcomes: ['overtaken'],
      meanwhile(kept) {
        kept.registration = aConfirmedRegistration({ passwordSms: 'sent' });
      },
    });
    expect(await answerOf(endpoint, call)).toMatchObject({ status: 201, body: { passwordSms: 'sent' } });
    expect(steps.at(-1)).toBe('confirm overtaken');
  });

  it('R2.6 another registration of the person was quicker: the link is gone', async () => {
    const { endpoint, steps } = setup({
      outcomes: ['overtaken'],
      meanwhile(kept) {
        kept.registration = undefined;
      },
    });
    expect((await problemOf(endpoint, call)).code).toBe('confirmation-expired');
    expect(steps.at(-1)).toBe('confirm overtaken');
  });
});
