import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';

/**
 * The answer with a session: the access token in the body, the refresh token only in the cookie (R1.4). A rotated refresh token
 * expires when the first one of its sign-in would have expired, `refreshTokenSeconds` after the sign-in.
 */
export const sessionAnswer = (tokens: SessionTokens, refreshTokenSeconds: number, now: Date) => ({
  status: 200 as const,
  body: { accessToken: tokens.accessToken, expiresAt: tokens.expiresAt.toISOString() },
  cookies: [setRefreshCookie(tokens.refreshToken, tokens.authenticatedAt + refreshTokenSeconds - now.getTime() / 1000)],
});

/** The cookie with the refresh token, which is nowhere else (R1.4). */
export const refreshCookie = 'refresh';

// Browsers send it only to /api/session, and scripts cannot read it.
const attributes = 'Path=/api/session; HttpOnly; Secure; SameSite=Strict';

/** A Set-Cookie value; `maxAge` in seconds. Cognito's tokens hold only letters, digits, `-`, `_` and dots. */
export const setRefreshCookie = (refreshToken: string, maxAge: number) =>
  `${refreshCookie}=${refreshToken}; Max-Age=${Math.max(0, Math.floor(maxAge))}; ${attributes}`;

/** A Set-Cookie value that deletes the cookie. */
export const clearRefreshCookie = `${refreshCookie}=; Max-Age=0; ${attributes}`;
