import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';
import { createSessionCookies, sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

/** Tokens in the pool's form, without a real signature. */
export const someTokens = (over: Partial<SessionTokens> = {}): SessionTokens => ({
  accessToken: 'access.token.text',
  refreshToken: 'refresh-token-text',
  sessionId: 'session-1',
  accountId: '5c0d6a3e-0000-4000-8000-000000000001',
  expiresAt: new Date('2027-01-31T12:10:00Z'),
  authenticatedAt: Date.parse('2027-01-31T12:00:00Z') / 1000,
  ...over,
});

/** The cookies of a portal whose sessions last twelve hours. */
export const someSessionCookies = createSessionCookies('only for tests', 12 * 3600);

/** The cookie of a session as a browser sends it back: `name=value`. */
export const aSessionCookie = (over: Partial<SessionTokens> = {}): string =>
  someSessionCookies.set(someTokens(over), new Date('2027-01-31T12:00:00Z')).split(';')[0] ?? '';

/** A call's cookies with the one of a session. */
export const withSessionCookie = (over: Partial<SessionTokens> = {}) => ({
  [sessionCookie.name]: aSessionCookie(over).slice(sessionCookie.name.length + 1),
});
