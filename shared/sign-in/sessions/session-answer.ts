import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';
import type { SessionCookies } from './session-cookie.ts';

/** The answer with a session: the access token in the body, the refresh token only in the cookie (R1.4). */
export const sessionAnswer = (cookies: Pick<SessionCookies, 'set'>, tokens: SessionTokens, now: Date) => ({
  status: 200 as const,
  body: { accessToken: tokens.accessToken, expiresAt: tokens.expiresAt.toISOString() },
  cookies: [cookies.set(tokens, now)],
});

/** The same answer with further cookies; the session's comes first. */
export const withCookies = <A extends { readonly cookies: readonly string[] }>(answer: A, ...more: string[]) => ({
  ...answer,
  cookies: [...answer.cookies, ...more],
});
