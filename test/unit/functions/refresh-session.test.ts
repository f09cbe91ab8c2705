import { describe, expect, it } from 'vitest';
import { httpApi } from '#shared/platform/http/http-api.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { accountsWith, anAccount } from '#test/builders/account.ts';
import { anApiCall } from '#test/builders/api-call.ts';
import { aVisitorsCall } from '#test/builders/call.ts';
import { aSessionCookie, someSessionCookies, someTokens, withSessionCookie } from '#test/builders/session-tokens.ts';
import { problemOf } from '#test/support/behaviour.ts';
import { clearEndedCookie, refreshSession } from '../../../functions/refresh-session/refresh-session.ts';

const old = { refreshToken: 'old' };
const cleared = '__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict';

type Refreshed = Awaited<ReturnType<UserPool['refresh']>>;

function setup(
  refreshed: Refreshed,
  account: ReturnType<typeof anAccount> | undefined = anAccount(),
  now = new Date('2027-01-31T13:00:00Z'),
) {
  const asked: string[] = [];
  const read: unknown[] = [];
  const families: string[] = [];
  const endpoint = refreshSession({
    pool: {
      async refresh(token) {
        asked.push(token);
        return refreshed;
      },
    },
    accounts: {
      live(session) {
        read.push(session);
        return accountsWith(account).live(session);
      },
    },
    endedSessions: {
      async endFamily({ accountId, sessionId }) {
        families.push(`${accountId} ${sessionId}`);
        return families.length === 1;
      },
    },
    sessionCookies: someSessionCookies,
    now: () => now,
  });
  const handle = clearEndedCookie(httpApi(endpoint));
  return {
    endpoint,
    asked,
    read,
    families,
    call: (cookie?: string) => anApiCall(handle, { cookie: cookie ?? aSessionCookie(old) }),
  };
}

describe('refresh-session', () => {
  it('R1.4 answers a new access token, and the next refresh token only in an HttpOnly, Secure, SameSite=Strict cookie', async () => {
    const { call, asked } = setup(someTokens({ refreshToken: 'next-one' }));
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accessToken: 'access.token.text', expiresAt: '2027-01-31T12:10:00.000Z' });
    // Signed in an hour ago: eleven of the twelve hours are left.
    expect(answer.cookies).toEqual([
      expect.stringMatching(
        /^__Host-session=[\w-]+\.[\w-]+\.next-one; Max-Age=39600; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
    expect(asked).toEqual(['old']);
  });

  it('R1.4 the cookie ends at the same time as the sign-in’s first one, however often it is rotated', async () => {
    const late = new Date('2027-02-01T00:30:00Z');
    const { call } = setup(someTokens({ refreshToken: 'next-one' }), anAccount(), late);
    expect((await call()).cookies).toEqual([expect.stringMatching(/^__Host-session=\S+next-one; Max-Age=0; /)]);
  });

  it('a session that has ended answers 401 and takes the cookie away', async () => {
    const answer = await setup('ended').call();
    expect([answer.status, answer.cookies]).toEqual([401, [cleared]]);
  });

  it('R1.4 a token used twice ends every session of the account, and says no more than 401', async () => {
    const { call, families } = setup('reused');
    for (const time of ['first', 'second']) {
      const answer = await call();
      expect([time, answer.status, answer.cookies]).toEqual([time, 401, [cleared]]);
      expect(answer.body).toEqual({ type: '/problems/session-ended', status: 401, title: expect.any(String) });
    }
    const { accountId, sessionId } = someTokens();
    expect(families).toEqual([`${accountId} ${sessionId}`, `${accountId} ${sessionId}`]);
  });

  it('R1.4 a session that was signed out is refused, though the pool gave tokens', async () => {
    const { sessionId } = someTokens();
    const answer = await setup(someTokens(), anAccount({ endedSessions: { [sessionId]: 2_000_000_000 } })).call();
    expect([answer.status, answer.cookies]).toEqual([401, [cleared]]);
  });

  it('R1.4 asks the pool for nothing where the session has ended or the account cannot be read: the cookie stays the newest', async () => {
    const { call, asked } = setup(someTokens(), anAccount({ state: 'closed' }));
    expect((await call()).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('R4.3 a cut between the two reads ends the session too: its new token would be younger than the cut', async () => {
    const accounts = [anAccount(), anAccount({ sessionsValidFrom: someTokens().authenticatedAt + 1 })];
    const endpoint = refreshSession({
      pool: { refresh: async () => someTokens() },
      accounts: { live: (session) => accountsWith(accounts.shift()).live(session) },
      endedSessions: { endFamily: async () => false },
      sessionCookies: someSessionCookies,
      now: () => new Date('2027-01-31T13:00:00Z'),
    });
    const problem = await problemOf(endpoint, { ...aVisitorsCall, cookies: withSessionCookie(old) });
    expect([problem.code, accounts]).toEqual(['session-ended', []]);
  });

  it('without a cookie answers 401 and asks the pool nothing', async () => {
    const { call, asked } = setup(someTokens());
    expect((await call('other=1')).body).toMatchObject({ type: '/problems/session-ended' });
    for (const cookie of ['__Host-session=', '__Host-session=old', aSessionCookie(old).slice(0, -1)])
      expect((await call(cookie)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('R4.3 a session signed in before sessionsValidFrom has ended, however new its access token is', async () => {
    const account = anAccount({ sessionsValidFrom: someTokens().authenticatedAt + 1 });
    const answer = await setup(someTokens(), account).call();
    expect([answer.status, answer.cookies]).toEqual([401, [cleared]]);
  });

  it('R4.3 the time of the sign-in decides, for the account of the new token', async () => {
    const { call, read } = setup(someTokens({ accountId: 'of-the-new-token' }));
    await call();
    const { accountId, sessionId, authenticatedAt } = someTokens();
    expect(read).toEqual([
      { accountId, sessionId, issuedAt: authenticatedAt },
      { accountId: 'of-the-new-token', sessionId, issuedAt: authenticatedAt },
    ]);
  });

  it('R11.1 a closed account, and one that is gone, has no session; the answer has no token', async () => {
    const closed = await setup(someTokens(), anAccount({ state: 'closed' })).call();
    expect([closed.status, closed.cookies]).toEqual([401, [cleared]]);
    expect(closed.text).not.toContain(someTokens().accessToken);
    const gone = refreshSession({
      pool: { refresh: async () => someTokens() },
      accounts: accountsWith(undefined),
      endedSessions: { endFamily: async () => false },
      sessionCookies: someSessionCookies,
      now: () => new Date('2027-01-31T13:00:00Z'),
    });
    expect((await problemOf(gone, { ...aVisitorsCall, cookies: withSessionCookie(old) })).code).toBe('session-ended');
  });

  it('a pool that is busy answers 503 with Retry-After and leaves the cookie', async () => {
    const { call, endpoint } = setup('busy');
    const answer = await call();
    expect([answer.status, answer.headers['retry-after'], answer.cookies]).toEqual([503, '5', []]);
    expect(await problemOf(endpoint, { ...aVisitorsCall, cookies: withSessionCookie(old) })).toEqual({
      code: 'busy',
      details: {},
      retryAfterSeconds: 5,
    });
  });
});
