import { describe, expect, it } from 'vitest';
import { createSessionCookies, sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

const noon = new Date('2027-01-31T12:00:00Z');
const session = {
  refreshToken: 'eyJjdHkiOiJKV1Qi.a-b_c.d.e.f',
  accountId: '5c0d6a3e-0000-4000-8000-000000000001',
  sessionId: '8a1f1d2e-0000-4000-8000-000000000002',
  authenticatedAt: noon.getTime() / 1000,
};
const cookies = createSessionCookies('a secret', 3600);
const cookieValue = (over: Partial<typeof session> = {}, of = cookies) =>
  of
    .set({ ...session, ...over }, noon)
    .slice(`${sessionCookie.name}=`.length)
    .split(';')[0] ?? '';
const read = (value: string) => cookies.read({ [sessionCookie.name]: value });

describe('R1.4 the session’s cookie', () => {
  it('says whose session it is, beside the refresh token', () => {
    expect(read(cookieValue())).toEqual(session);
    expect(cookies.read({})).toBeUndefined();
  });

  it('fits into a browser’s 4,096 bytes with a refresh token of 2 KB', () => {
    expect(cookies.set({ ...session, refreshToken: 'x'.repeat(2048) }, noon).length).toBeLessThan(4096);
  });

  it('cannot be made up: not for another account, session, time or token, nor with another secret', () => {
    const [seal = '', about = ''] = cookieValue().split('.');
    const [, othersAbout = ''] = cookieValue({ accountId: 'somebody-else' }).split('.');
    const rest = session.refreshToken;
    for (const value of [
      `${seal}.${othersAbout}.${rest}`,
      `${seal}.${about}.another-token`,
      `${seal}.${about}.`,
      `${'A'.repeat(43)}.${about}.${rest}`,
      `.${about}.${rest}`,
      rest,
      cookieValue({}, createSessionCookies('another secret', 3600)),
    ])
      expect([value, read(value)]).toEqual([value, undefined]);
  });
});
