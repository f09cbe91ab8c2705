import { describe, expect, it } from 'vitest';
import type { CallersStanding, Identification } from '#shared/helpdesk/identifying/identification.ts';
import type { SmsOutcome } from '#shared/messages/sms/sms.ts';
import { anAccount } from '#test/builders/account.ts';
import { anAgentsCall } from '#test/builders/call.ts';
import { anActiveCaller, anIdentification, identificationsWith, noIdentifications } from '#test/builders/helpdesk.ts';
import { memoryLimits } from '#test/builders/memory-limits.ts';
import { passwordSetting } from '#test/builders/password-setting.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { resendPassword } from '../../../functions/resend-password/resend-password.ts';

const call = { ...anAgentsCall, path: { identificationId: anIdentification().identificationId } };

type Setup = {
  readonly identification?: Identification;
  /** The caller's account at the first read, and at the second under the turn. */
  readonly standings?: readonly CallersStanding[];
  readonly outcome?: SmsOutcome;
  readonly turn?: 'free' | 'held' | 'gone';
  readonly isActive?: boolean;
};

const active = (over: Parameters<typeof anAccount>[0] = {}): CallersStanding => ({
  state: 'active',
  account: { ...anAccount(over), accountId: 'account-1' },
});

function setup({
  identification = anIdentification(),
  standings = [anActiveCaller],
  outcome = { sent: true, messageId: 's' },
  ...given
}: Setup = {}) {
  const { needs, steps } = passwordSetting(given);
  const { identifications, acts } = identificationsWith(identification, steps);
  const { limits, countOf } = memoryLimits();
  let read = 0;
  const endpoint = resendPassword({
    ...needs,
    identifications,
    callers: { find: async () => standings[Math.min(read++, standings.length - 1)] ?? { state: 'none' } },
    audit: { note: identifications.note },
    limits,
    registrations: {
      async recordPasswordSms(registrationId, state) {
        steps.push(`${registrationId} ${state}`);
      },
    },
    sms: {
      async send(mobile, _language, password) {
        steps.push(`sms ${mobile} ${password}`);
        return outcome;
      },
    },
    passwordOf: (accountId, mobile, { seed }) => `${accountId}/${mobile}/${seed}`,
    secretVersion: 't1',
    passwordsPerPerson: 2,
  });
  return { endpoint, steps, acts, countOf: () => countOf('HELPDESK-PASSWORD', 'C-1') };
}

const passwordFor = (mobile: string) => `account-1/${mobile}/seed`;
const setting = (mobile = '+36301234567') => ['turn', `temporary password ${passwordFor(mobile)}`, 'cut', 'sign-out'];

describe('resend-password', () => {
  it('R10.2 sets a temporary password, ends every session, and sends it to the number on file; the answer masks that', async () => {
    const { endpoint, steps } = setup();
    const { status, body } = await answerOf(endpoint, call);
    expect([status, body]).toEqual([202, { mobile: '+36 30 *** **67' }]);
    expect(steps).toEqual([
      'password-asked',
      ...setting(),
      `sms +36301234567 ${passwordFor('+36301234567')}`,
      'turn over',
      'password-sms-accepted',
    ]);
  });

  it('R10.2 sends it to the number that a correction put on file meanwhile', async () => {
    const { endpoint, steps } = setup({ standings: [anActiveCaller, active({ mobile: '+36701112233' })] });
    expect((await answerOf(endpoint, call)).body).toEqual({ mobile: '+36 70 *** **33' });
    expect(steps).toContain(`sms +36701112233 ${passwordFor('+36701112233')}`);
  });

  it.each([
    [{ sent: true, messageId: 's' }, 'r-1 sent'],
    [{ sent: false, code: 'ThrottlingException' }, 'r-1 failed'],
  ] as const)('R2.9 notes on a registration that is still kept what became of the SMS: %o', async (outcome, noted) => {
    const { endpoint, steps } = setup({ outcome, standings: [active({ registrationId: 'r-1' })] });
    await endpoint.behave(call).catch(() => undefined);
    expect(steps).toContain(noted);
  });

  it('says that the messaging service refused the SMS; the audit says so, too, once, and it counts', async () => {
    const { endpoint, acts, countOf } = setup({ outcome: { sent: false, code: 'ThrottlingException' } });
    expect((await problemOf(endpoint, call)).code).toBe('sms-failed');
    expect(acts.map(({ what }) => what)).toEqual(['password-asked', 'password-sms-refused']);
    expect(countOf()).toBe(1);
  });

  it.each([
    ['before its turn', { turn: 'gone' }],
    ['under its turn', { standings: [anActiveCaller, { ...anActiveCaller, state: 'closing' }] }],
    ['before the cut', { isActive: false }],
  ] as const)('R11.1 sends nothing where the account is closed %s, and audits the refusal', async (_, given) => {
    const { endpoint, steps, acts } = setup(given);
    expect(await problemOf(endpoint, call)).toEqual({
      code: 'registration-not-found',
      details: { state: 'closing' },
    });
    expect(steps.filter((step) => String(step).startsWith('sms'))).toEqual([]);
    expect(acts.at(-1)).toMatchObject({ what: 'refused', reason: 'registration-not-found' });
  });

  it('R10.2 limits the SMS to one person a day', async () => {
    const { endpoint, acts } = setup();
    for (let time = 1; time <= 2; time++) await answerOf(endpoint, call);
    expect((await problemOf(endpoint, call)).code).toBe('too-many-requests');
    expect(acts.at(-1)).toMatchObject({ what: 'refused', operation: 'resend-password', reason: 'too-many-requests' });
  });

  it('counts nothing where its turn does not come', async () => {
    const { endpoint, steps, countOf } = setup({ turn: 'held' });
    expect(await problemOf(endpoint, call)).toEqual({ code: 'busy', details: {}, retryAfterSeconds: 5 });
    expect([steps, countOf()]).toEqual([['password-asked', 'refused'], 0]);
  });

  it.each(noIdentifications)('R10.2 sets and sends nothing when $why', async ({ identification }) => {
    const { endpoint, steps, countOf } = setup({ identification });
    expect((await problemOf(endpoint, call)).code).toBe('identification-required');
    expect([steps, countOf()]).toEqual([[], 0]);
  });
});
