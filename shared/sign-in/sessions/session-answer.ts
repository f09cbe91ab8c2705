import { hostCookie } from '#shared/platform/http/cookies.ts';
import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';

/** The cookie with the refresh token; nothing else holds that (R1.4). */
export const sessionCookie = hostCookie('session');

/**
 * The answer with a session: the access token in the body, the refresh token only in the cookie (R1.4). A rotated refresh token
 * expires when the first one of its sign-in would have expired, `refreshTokenSeconds` after the sign-in.
 */
export const sessionAnswer = (tokens: SessionTokens, refreshTokenSeconds: number, now: Date) => ({
  status: 200 as const,
  body: { accessToken: tokens.accessToken, expiresAt: tokens.expiresAt.toISOString() },
  // Cognito's tokens hold only letters, digits, `-`, `_` and dots.
  cookies: [
    sessionCookie.set(tokens.refreshToken, tokens.authenticatedAt + refreshTokenSeconds - now.getTime() / 1000),
  ],
});

/** The same answer with further cookies; the session's comes first. */
export const withCookies = <A extends { readonly cookies: readonly string[] }>(answer: A, ...more: string[]) => ({
  ...answer,
  cookies: [...answer.cookies, ...more],
});
