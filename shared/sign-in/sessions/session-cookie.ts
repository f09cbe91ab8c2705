import * as v from 'valibot';
import { hostCookie } from '#shared/platform/http/cookies.ts';
import { createSeal } from '#shared/platform/secrets/seal.ts';
import type { SessionTokens } from '#shared/sign-in/pool/user-pool.ts';

/** The cookie with the refresh token; nothing else holds that (R1.4). */
export const sessionCookie = hostCookie('session');

/**
 * The content of the cookie. The refresh token alone does not say which account it belongs to: only the pool can read it, and the
 * pool does not name the owner of a reused one.
 */
export type HeldSession = Pick<SessionTokens, 'refreshToken' | 'accountId' | 'sessionId' | 'authenticatedAt'>;

export type SessionCookies = {
  /** The Set-Cookie value of a session. A rotated refresh token expires when the first one of its sign-in would have. */
  readonly set: (session: HeldSession, now: Date) => string;
  /** The session of a call; undefined without a cookie, and for one that this portal did not seal. */
  readonly read: (cookies: Readonly<Record<string, string>>) => HeldSession | undefined;
  /** From when on no token of a session can be valid, in seconds since 1970 UTC. */
  readonly goneAt: (session: HeldSession) => number;
};

/** How long an access token may outlive the session's last refresh, in seconds; infra gives it less. */
export const longestAccessToken = 3600;

const claims = v.pipe(
  v.string(),
  v.parseJson(),
  v.tuple([v.string(), v.string(), v.pipe(v.number(), v.integer())]),
  v.transform(([accountId, sessionId, authenticatedAt]) => ({ accountId, sessionId, authenticatedAt })),
);

/**
 * The session's cookie: refresh token, whose it is, and a seal over both, so that nobody can end another customer's sessions by a
 * made-up cookie. `secret`: the app client's; exactly the functions that give and take sessions can read it. `seconds`: how long
 * a session lasts after its sign-in.
 */
export function createSessionCookies(secret: string, seconds: number): SessionCookies {
  const seal = createSeal(secret);
  const partsOf = (about: string, refreshToken: string) => ['session', about, refreshToken];

  return {
    set({ refreshToken, accountId, sessionId, authenticatedAt }, now) {
      const about = Buffer.from(JSON.stringify([accountId, sessionId, authenticatedAt])).toString('base64url');
      // Cognito's tokens hold only letters, digits, `-`, `_` and dots.
      const value = `${seal.of(partsOf(about, refreshToken))}.${about}.${refreshToken}`;
      return sessionCookie.set(value, authenticatedAt + seconds - now.getTime() / 1000);
    },
    read(cookies) {
      const value = cookies[sessionCookie.name] ?? '';
      const [, given = '', about = '', refreshToken = ''] = /^([\w-]{43})\.([\w-]+)\.(.+)$/s.exec(value) ?? [];
      if (!seal.fits(given, partsOf(about, refreshToken))) return undefined;
      return { refreshToken, ...v.parse(claims, Buffer.from(about, 'base64url').toString('utf8')) };
    },
    goneAt: ({ authenticatedAt }) => authenticatedAt + seconds + longestAccessToken,
  };
}
