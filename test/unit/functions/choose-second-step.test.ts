import { describe, expect, it } from 'vitest';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { chooseSecondStep } from '../../../functions/choose-second-step/choose-second-step.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const call = { ...aCustomersCall, body: { password: 'kertem-végén-diófa', on: true } };
const proved: PasswordOutcome = { kind: 'signed-in', tokens: someTokens({ accountId: 'account-1' }) };
const secondStep = { since: '2027-01-02T09:00:00.000Z' };

function setup(account: Account | undefined, outcome = proved) {
  const steps: unknown[][] = [];
  const endpoint = chooseSecondStep({
    accounts: accountsWith(account),
    secondSteps: {
      async choose(...args) {
        steps.push(['choose', ...args]);
      },
    },
    async checkPassword(username, password, lane) {
      steps.push(['check', username, password, lane]);
      return outcome;
    },
    pool: {
      async revoke(token) {
        steps.push(['revoke', token]);
        return 'ended';
      },
    },
    devices: createDeviceSeal('a secret'),
    now: () => noon,
  });
  return { endpoint, steps };
}

describe('choose-second-step', () => {
  it('R3.2a writes the choice after the password was proved, in this session, and ends the session that this opened', async () => {
    const { endpoint, steps } = setup(anAccount({ secondStep }));
    expect((await answerOf(endpoint, call)).status).toBe(204);
    const kind = { browser: 'other', system: 'other' };
    const choosing = { caller: aSession(), customerId: anAccount().customerId, kind, present: secondStep };
    expect(steps).toEqual([
      ['check', 'anna', 'kertem-végén-diófa', 'open'],
      ['revoke', 'refresh-token-text'],
      ['choose', choosing, true, noon],
    ]);
  });

  it.each([
    [{ kind: 'wrong', attemptsLeft: 1 }, 'wrong-password'],
    [{ kind: 'locked', lockedUntil: noon }, 'locked'],
    [{ kind: 'busy', retryAfterSeconds: 5 }, 'busy'],
  ] as const)('writes nothing for a password that is not proved: %o', async (outcome, code) => {
    const { endpoint, steps } = setup(anAccount(), outcome);
    expect((await problemOf(endpoint, call)).code).toBe(code);
    expect(steps.map(([step]) => step)).toEqual(['check']);
  });

  it.each(endedSessions)('tests no password where $why', async ({ account }) => {
    const { endpoint, steps } = setup(account);
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(steps).toEqual([]);
  });
});
