import { describe, expect, it } from 'vitest';
import { aVisitorsCall } from '#test/builders/call.ts';
import { someSessionCookies, someTokens, withSessionCookie } from '#test/builders/session-tokens.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { signOut } from '../../../functions/sign-out/sign-out.ts';

const cleared = '__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict';
const { accountId, sessionId, authenticatedAt } = someTokens();

function setup(revoke: () => Promise<'ended' | 'busy'> = async () => 'ended', isTableDown = false) {
  const revoked: string[] = [];
  const ended: unknown[] = [];
  const endpoint = signOut({
    pool: {
      revoke(token) {
        revoked.push(token);
        return revoke();
      },
    },
    endedSessions: {
      async signOut(session, goneAt) {
        if (isTableDown) throw new Error('no table');
        ended.push([session.accountId, session.sessionId, goneAt]);
      },
    },
    sessionCookies: someSessionCookies,
    now: () => new Date('2027-01-31T13:00:00Z'),
  });
  return { endpoint, revoked, ended };
}

const withCookie = { ...aVisitorsCall, cookies: withSessionCookie({ refreshToken: 'the-token' }) };

describe('sign-out', () => {
  it('R1.4 revokes the refresh token, ends the session on the account, and takes the cookie away', async () => {
    const { endpoint, revoked, ended } = setup();
    expect(await answerOf(endpoint, withCookie)).toEqual({ status: 204, body: null, cookies: [cleared] });
    expect(revoked).toEqual(['the-token']);
    // Twelve hours after the sign-in no refresh token is valid, and an hour later no access token.
    expect(ended).toEqual([[accountId, sessionId, authenticatedAt + 13 * 3600]]);
  });

  it('answers the same where the session has ended already: signing out twice is no error', async () => {
    const { endpoint } = setup();
    expect(await answerOf(endpoint, withCookie)).toEqual(await answerOf(endpoint, withCookie));
  });

  it.each<Readonly<Record<string, string>>>([
    {},
    { '__Host-session': '' },
    { '__Host-session': 'the-token' },
    { '__Host-device': withSessionCookie()['__Host-session'] ?? '' },
  ])('answers 204 without a session of ours too, and asks nobody: %o', async (cookies) => {
    const { endpoint, revoked, ended } = setup();
    const answer = await answerOf(endpoint, { ...aVisitorsCall, cookies });
    expect([answer.status, answer.cookies, revoked, ended]).toEqual([204, [cleared], [], []]);
  });

  it('R1.4 does not say signed out when the pool or the table could not be asked, and leaves the cookie for another try', async () => {
    const { endpoint } = setup(async () => 'busy');
    expect(await problemOf(endpoint, withCookie)).toEqual({ code: 'busy', details: {}, retryAfterSeconds: 5 });
    const broken = setup(() => Promise.reject(new Error('no connection')));
    await expect(broken.endpoint.behave(withCookie)).rejects.toThrow('no connection');
    const withoutTable = setup(async () => 'ended', true);
    await expect(withoutTable.endpoint.behave(withCookie)).rejects.toThrow('no table');
  });
});
