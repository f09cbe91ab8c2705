import { describe, expect, it } from 'vitest';
import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { requireLiveAccount } from '#shared/sessions/accounts.ts';
import type { FirstPassword } from '#shared/sessions/first-password.ts';
import type { UserPool } from '#shared/sign-in/user-pool.ts';
import { choosePassword } from '../../functions/choose-password/choose-password.ts';
import { clearEndedCookie } from '../../functions/refresh-session/clear-ended-cookie.ts';
import { refreshSession } from '../../functions/refresh-session/refresh-session.ts';
import { signOut } from '../../functions/sign-out/sign-out.ts';
import { anAccount } from '../builders/account.ts';
import { anApiCall } from '../builders/api-call.ts';
import { someTokens } from '../builders/session-tokens.ts';

const now = () => new Date('2027-01-31T13:00:00Z');
const refreshTokenSeconds = 12 * 3600;
const cleared = 'refresh=; Max-Age=0; Path=/api/session; HttpOnly; Secure; SameSite=Strict';

type Refreshed = Awaited<ReturnType<UserPool['refresh']>>;

function refresher(refreshed: Refreshed, account: ReturnType<typeof anAccount> | undefined = anAccount()) {
  const handle = clearEndedCookie(
    httpApi(
      refreshSession({
        pool: { refresh: async () => refreshed },
        accounts: { live: async (session) => requireLiveAccount(account, session) },
        refreshTokenSeconds,
        now,
      }),
    ),
  );
  return (cookie: string | undefined = 'refresh=old') => anApiCall(handle, { cookie });
}

describe('refresh-session', () => {
  it('R1.4 answers a new access token, and the next refresh token only in an HttpOnly, Secure, SameSite=Strict cookie', async () => {
    const answer = await refresher(someTokens({ refreshToken: 'next-one' }))();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accessToken: 'access.token.text', expiresAt: '2027-01-31T12:10:00.000Z' });
    // Signed in an hour ago: eleven of the twelve hours are left.
    expect(answer.cookies).toEqual([
      'refresh=next-one; Max-Age=39600; Path=/api/session; HttpOnly; Secure; SameSite=Strict',
    ]);
  });

  it('a session that has ended answers 401 and takes the cookie away', async () => {
    const answer = await refresher('ended')();
    expect([answer.status, answer.cookies]).toEqual([401, [cleared]]);
  });

  it('without a cookie answers 401', async () => {
    expect((await refresher(someTokens())('other=1')).body).toMatchObject({ type: '/problems/session-ended' });
  });

  it('R4.3 a session signed in before sessionsValidFrom has ended, however new its access token is', async () => {
    const answer = await refresher(someTokens(), anAccount({ sessionsValidFrom: someTokens().authenticatedAt + 1 }))();
    expect([answer.status, answer.cookies]).toEqual([401, [cleared]]);
  });

  it('R11.1 a closed account has no session', async () => {
    expect((await refresher(someTokens(), anAccount({ state: 'closed' }))()).status).toBe(401);
  });

  it('a pool that is busy answers 503 with Retry-After and leaves the cookie', async () => {
    const answer = await refresher('busy')();
    expect([answer.status, answer.headers['retry-after'], answer.cookies]).toEqual([503, '5', []]);
  });
});

describe('sign-out', () => {
  const out = (outcome: 'ended' | 'busy', revoked: string[] = []) => {
    const revoke = async (token: string) => {
      revoked.push(token);
      return outcome;
    };
    return httpApi(signOut({ pool: { revoke } }));
  };

  it('R1.4 revokes the refresh token and takes the cookie away', async () => {
    const revoked: string[] = [];
    const answer = await anApiCall(out('ended', revoked), { cookie: 'refresh=the-token' });
    expect([answer.status, answer.text, answer.cookies, revoked]).toEqual([204, '', [cleared], ['the-token']]);
  });

  it('answers 204 without a cookie too, and asks the pool nothing', async () => {
    const revoked: string[] = [];
    const answer = await anApiCall(out('ended', revoked));
    expect([answer.status, answer.cookies, revoked]).toEqual([204, [cleared], []]);
  });

  it('does not say signed out when the pool could not be asked', async () => {
    const answer = await anApiCall(out('busy'), { cookie: 'refresh=the-token' });
    expect([answer.status, answer.cookies]).toEqual([503, []]);
  });
});

describe('choose-password', () => {
  type Chosen = Awaited<ReturnType<UserPool['choosePassword']>>;

  const challenges = createChallengeSeal('a secret');

  function chooser(
    chosen: Chosen,
    endRegistration: FirstPassword['endRegistration'] = async () => undefined,
    standing: { challengesValidFrom?: number } = {},
  ) {
    const asked: string[] = [];
    const mails: string[] = [];
    const handle = httpApi(
      choosePassword({
        pool: {
          async choosePassword(username) {
            asked.push(username);
            return chosen;
          },
        },
        firstPassword: { endRegistration },
        mailer: {
          async send(to, _language, _content, tags) {
            mails.push(`${tags?.purpose} ${to}`);
            return { messageId: 'mail' };
          },
        },
        origin: 'https://portal.example',
        challenges,
        standing: async () => ({ accountId: 'the-account', ...standing }),
        refreshTokenSeconds,
        turns: { take: async () => ({ sms: undefined }), release: async () => undefined },
        newTurnId: () => 'turn',
        pause: async () => undefined,
        now,
      }),
    );
    const sealed = challenges.seal('anna', { session: 'challenge', askedAt: now().getTime() });
    const choose = (newPassword = 'kertem-végén-diófa', challengeToken = sealed) =>
      anApiCall(handle, { body: { username: ' Anna ', challengeToken, newPassword } });
    return { choose, asked, mails };
  }

  it('R2.8 answers tokens and cookie, and ends the registration of that account', async () => {
    const ended: string[] = [];
    const { choose, asked, mails } = chooser(someTokens(), async (accountId) => {
      ended.push(accountId);
      return undefined;
    });
    const answer = await choose();
    expect([answer.status, answer.cookies.length]).toEqual([200, 1]);
    expect(asked).toEqual(['anna']);
    expect(ended).toEqual([someTokens().accountId]);
    expect(mails).toEqual([]);
  });

  it('a password that replaces another one, after a recovery, is told by mail', async () => {
    const customer = { email: 'anna@mail.example', language: 'hu' as const };
    const { choose, mails } = chooser(someTokens(), async () => customer);
    expect((await choose()).status).toBe(200);
    expect(mails).toEqual(['password-changed anna@mail.example']);
  });

  it('a weak password never reaches the pool, and the answer says why', async () => {
    const { choose, asked } = chooser(someTokens());
    expect((await choose('password1234')).body).toMatchObject({
      status: 422,
      type: '/problems/weak-password',
      reason: 'too-common',
    });
    expect(asked).toEqual([]);
  });

  it('R4.3 a challenge of before a recovery sets no password, nor one that was not given here', async () => {
    const recovered = { challengesValidFrom: Math.floor(now().getTime() / 1000) + 1 };
    const { choose, asked } = chooser(someTokens(), undefined, recovered);
    expect(await choose()).toMatchObject({ status: 401, body: { type: '/problems/challenge-expired' } });
    expect((await chooser(someTokens()).choose(undefined, 'challenge')).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([
    ['weak-password', 422],
    ['challenge-expired', 401],
    ['busy', 503],
  ] as const)('%s answers %i', async (chosen, status) => {
    expect((await chooser(chosen).choose()).status).toBe(status);
  });

  it('a registration that could not be ended does not keep out who has just chosen a password', async () => {
    const { choose } = chooser(someTokens(), async () => {
      throw new Error('throttled');
    });
    expect((await choose()).status).toBe(200);
  });
});
