import { describe, expect, it } from 'vitest';
import { aVisitorsCall } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { signOut } from '../../../functions/sign-out/sign-out.ts';

const cleared = '__Host-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict';

function setup(revoke: () => Promise<'ended' | 'busy'> = async () => 'ended') {
  const revoked: string[] = [];
  const endpoint = signOut({
    pool: {
      revoke(token) {
        revoked.push(token);
        return revoke();
      },
    },
  });
  return { endpoint, revoked };
}

const withCookie = { ...aVisitorsCall, cookies: { '__Host-session': 'the-token' } };

describe('sign-out', () => {
  it('R1.4 revokes the refresh token and takes the cookie away', async () => {
    const { endpoint, revoked } = setup();
    expect(await answerOf(endpoint, withCookie)).toEqual({ status: 204, body: null, cookies: [cleared] });
    expect(revoked).toEqual(['the-token']);
  });

  it('answers the same where the session has ended already: signing out twice is no error', async () => {
    const { endpoint } = setup();
    expect(await answerOf(endpoint, withCookie)).toEqual(await answerOf(endpoint, withCookie));
  });

  it.each<Readonly<Record<string, string>>>([{}, { '__Host-session': '' }, { other: '1' }])(
    'answers 204 without a cookie too, and asks the pool nothing: %o',
    async (cookies) => {
      const { endpoint, revoked } = setup();
      const answer = await answerOf(endpoint, { ...aVisitorsCall, cookies });
      expect([answer.status, answer.cookies, revoked]).toEqual([204, [cleared], []]);
    },
  );

  it('R1.4 does not say signed out when the pool could not be asked, and leaves the cookie for another try', async () => {
    const { endpoint } = setup(async () => 'busy');
    expect(await problemOf(endpoint, withCookie)).toEqual({ code: 'busy', details: {}, retryAfterSeconds: 5 });
    const broken = setup(() => Promise.reject(new Error('no connection')));
    await expect(broken.endpoint.behave(withCookie)).rejects.toThrow('no connection');
  });
});
