/** The cookie that alone holds the refresh token (R1.4). */
export const refreshCookie = 'refresh';

// Only the calls under /api/session see it; the page's scripts never do.
const attributes = 'Path=/api/session; HttpOnly; Secure; SameSite=Strict';

/** A Set-Cookie value; `maxAge` in seconds. Cognito's tokens hold only letters, digits, `-`, `_` and dots. */
export const setRefreshCookie = (refreshToken: string, maxAge: number) =>
  `${refreshCookie}=${refreshToken}; Max-Age=${Math.max(0, Math.floor(maxAge))}; ${attributes}`;

/** A Set-Cookie value that takes the cookie away. */
export const clearRefreshCookie = `${refreshCookie}=; Max-Age=0; ${attributes}`;
