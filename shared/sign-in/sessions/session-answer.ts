import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';
import { setRefreshCookie } from './refresh-cookie.ts';

/**
 * What a page gets of its tokens: the access token in the body, the refresh token in the cookie alone (R1.4). A rotated
 * refresh token ends when the first one of its sign-in would have; `refreshTokenSeconds` is that life.
 */
export const sessionAnswer = (tokens: SessionTokens, refreshTokenSeconds: number, now: Date) => ({
  status: 200 as const,
  body: { accessToken: tokens.accessToken, expiresAt: tokens.expiresAt.toISOString() },
  cookies: [setRefreshCookie(tokens.refreshToken, tokens.authenticatedAt + refreshTokenSeconds - now.getTime() / 1000)],
});
