import { describe, expect, it } from 'vitest';
import type { Registration } from '#shared/customers/registration/registration.ts';
import type { SmsOutcome } from '#shared/messages/sms/sms.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { freeTurns } from '#test/builders/password-turns.ts';
import { aConfirmedRegistration, aRegistration } from '#test/builders/registration.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { resendPasswordSms } from '../../../functions/resend-password-sms/resend-password-sms.ts';

const { registrationId, username, mobile, language } = aConfirmedRegistration();
const call = { ...aVisitorsCall, path: { registrationId } };
const unclaimed = { username, mobile, language };
type Unclaimed = typeof unclaimed;

type Setup = {
  readonly registration?: Registration | undefined;
  /** The account at each read, until a password is chosen; the last one stays. */
  readonly accounts?: readonly (Unclaimed | undefined)[];
  readonly outcome?: SmsOutcome;
  readonly isLive?: boolean;
  readonly turns?: ReturnType<typeof freeTurns>;
};

function setup({
  accounts = [unclaimed],
  outcome = { sent: true, messageId: 'sms-1' },
  isLive = true,
  turns = freeTurns(),
  ...rest
}: Setup = {}) {
  const registration = 'registration' in rest ? rest.registration : aConfirmedRegistration();
  const time = { now: Date.parse('2027-01-31T12:00:00.400Z') };
  const looks = [...accounts];
  const steps: string[] = [];
  const { limits } = memoryLimits();
  const endpoint = resendPasswordSms({
    registrations: {
      find: async () => registration,
      recordPasswordSms: async (_id, sms) => void steps.push(`record ${sms}`),
    },
    accounts: { find: async () => (looks.length > 1 ? looks.shift() : looks[0]) },
    limits,
    credentials: { setTemporaryPassword: async (_holder, password) => void steps.push(`set ${password}`) },
    sms: {
      async send(to, _language, password) {
        steps.push(`send ${password} to ${to}`);
        return outcome;
      },
    },
    passwordOf: (accountId, to, { seed }) => `${accountId}|${to}|${seed}`,
    secretVersion: 't1',
    cutoff: {
      async set(_holder, from) {
        steps.push(`cut from ${new Date(from * 1000).toISOString()}`);
        return isLive;
      },
    },
    smsPerRegistration: 2,
    ...turns,
    now: () => new Date(time.now),
    pause: async (ms) => {
      time.now += ms;
    },
  });
  return { endpoint, steps, turns };
}

describe('resend-password-sms', () => {
  it('R2.9 sets a new temporary password, ends the sessions of the earlier one, sends it and records that', async () => {
    const { endpoint, steps, turns } = setup();
    expect((await answerOf(endpoint, call)).status).toBe(202);
    expect(steps).toEqual([
      'set account-1|+36301234567|seed',
      'cut from 2027-01-31T12:00:01.000Z',
      'send account-1|+36301234567|seed to +36301234567',
      'record sent',
    ]);
    expect(turns.released).toEqual(turns.taken);
  });

  it('R2.9 sends it to the number that the account has now', async () => {
    const { endpoint, steps } = setup({ accounts: [{ ...unclaimed, mobile: '+36209999999' }] });
    await answerOf(endpoint, call);
    expect(steps).toContain('send account-1|+36209999999|seed to +36209999999');
  });

  it.each([
    ['an unknown registration', { registration: undefined }],
    ['a registration that was not confirmed', { registration: aRegistration() }],
    ['an account whose password was chosen', { accounts: [undefined] }],
    ['an account whose password was chosen before the turn came', { accounts: [unclaimed, undefined] }],
    ['an account that was cancelled before the turn came', { turns: freeTurns(() => 'gone') }],
  ] as const)('R2.9 %s: not found, and no password is set', async (_what, over) => {
    const { endpoint, steps } = setup(over);
    expect((await problemOf(endpoint, call)).code).toBe('registration-not-found');
    expect(steps).toEqual([]);
  });

  it('R11.1 an account that is cancelled meanwhile gets no SMS', async () => {
    const { endpoint, steps } = setup({ isLive: false });
    expect((await problemOf(endpoint, call)).code).toBe('registration-not-found');
    expect(steps.filter((step) => step.startsWith('send'))).toEqual([]);
  });

  it('R2.9 an SMS that the service refuses is reported and recorded', async () => {
    const { endpoint, steps } = setup({ outcome: { sent: false, code: 'ThrottlingException' } });
    expect((await problemOf(endpoint, call)).code).toBe('sms-failed');
    expect(steps.at(-1)).toBe('record failed');
  });

  it('R2.9 limits the SMS of a registration', async () => {
    const { endpoint, steps } = setup();
    await answerOf(endpoint, call);
    await answerOf(endpoint, call);
    const before = [...steps];
    expect((await problemOf(endpoint, call)).code).toBe('too-many-requests');
    expect(steps).toEqual(before);
  });

  it('busy where the turn does not come', async () => {
    const { endpoint, steps } = setup({ turns: freeTurns(() => 'held') });
    expect((await problemOf(endpoint, call)).code).toBe('busy');
    expect(steps).toEqual([]);
  });
});
