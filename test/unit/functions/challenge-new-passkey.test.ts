import { describe, expect, it } from 'vitest';
import type { PasswordOutcome } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import { accountsWith, anAccount, endedSessions } from '#test/builders/account.ts';
import { aCustomersCall, aSession } from '#test/builders/call.ts';
import { aPasskey, clientDataNaming, keptCookie, someChallenges } from '#test/builders/passkeys.ts';
import { someTokens } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { challengeNewPasskey } from '../../../functions/challenge-new-passkey/challenge-new-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');
const call = { ...aCustomersCall, body: { password: 'kertem-végén-diófa' } };
const proved: PasswordOutcome = { kind: 'signed-in', tokens: someTokens({ accountId: 'account-1' }) };

type Setup = { readonly account?: Account | undefined; readonly outcome?: PasswordOutcome; readonly count?: number };

function setup({ outcome = proved, count = 1, ...given }: Setup = {}) {
  const steps: string[] = [];
  const endpoint = challengeNewPasskey({
    accounts: accountsWith('account' in given ? given.account : anAccount()),
    passkeys: { list: async () => Array.from({ length: count }, (_, n) => aPasskey({ credentialId: `c-${n}` })) },
    challenges: someChallenges,
    relyingParty: { id: 'portal.example' },
    async checkPassword(username, password, lane) {
      steps.push(`check ${username} ${password} ${lane}`);
      return outcome;
    },
    pool: {
      async revoke(token) {
        steps.push(`revoke ${token}`);
        return 'ended';
      },
    },
    devices: createDeviceSeal('a secret'),
    now,
  });
  return { endpoint, steps };
}

describe('challenge-new-passkey', () => {
  it('R3.2a gives a challenge for this session after the password was proved, and ends the session that this opened', async () => {
    const { endpoint, steps } = setup();
    const { body, cookies } = await answerOf(endpoint, call);
    expect(body).toMatchObject({ relyingPartyId: 'portal.example', userHandle: 'YWNjb3VudC0x', known: ['c-0'] });
    expect(steps).toEqual(['check anna kertem-végén-diófa open', 'revoke refresh-token-text']);
    const purpose = { kind: 'add', accountId: 'account-1', sessionId: aSession().sessionId } as const;
    const named = clientDataNaming(body.challenge);
    expect(someChallenges.read(keptCookie(cookies?.[0]), purpose, named, now())).toBe(body.challenge);
  });

  it.each([
    [{ kind: 'wrong', attemptsLeft: 1 }, 'wrong-password'],
    [{ kind: 'locked', lockedUntil: now() }, 'locked'],
    [{ kind: 'busy', retryAfterSeconds: 5 }, 'busy'],
  ] as const)('gives none for a password that is not proved: %o', async (outcome, code) => {
    expect((await problemOf(setup({ outcome }).endpoint, call)).code).toBe(code);
  });

  it('tests no password where the account has ten passkeys', async () => {
    const { endpoint, steps } = setup({ count: 10 });
    expect((await problemOf(endpoint, call)).code).toBe('too-many-passkeys');
    expect(steps).toEqual([]);
  });

  it.each(endedSessions)('tests no password where $why', async ({ account }) => {
    const { endpoint, steps } = setup({ account });
    expect((await problemOf(endpoint, call)).code).toBe('session-ended');
    expect(steps).toEqual([]);
  });
});
