import { contract } from '#shared/contract/contract.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { EndedSessions } from '#shared/sign-in/sessions/ended-sessions.ts';
import { type SessionCookies, sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = {
  readonly pool: Pick<UserPool, 'revoke'>;
  readonly endedSessions: Pick<EndedSessions, 'signOut'>;
  readonly sessionCookies: Pick<SessionCookies, 'read' | 'goneAt'>;
  readonly now: () => Date;
};

/**
 * Ends the session, its access tokens too, and deletes the cookie (R1.4). Without a valid cookie there is nothing to end. Throws
 * `busy` if the pool does not answer, because "signed out" must be true.
 */
export const signOut = ({ pool, endedSessions, sessionCookies, now }: Needs) =>
  endpoint(contract.signOut, async ({ cookies }) => {
    const session = sessionCookies.read(cookies);
    if (session) {
      const [revoked] = await Promise.all([
        pool.revoke(session.refreshToken),
        endedSessions.signOut(session, sessionCookies.goneAt(session), now()),
      ]);
      if (revoked === 'busy') throw new DomainError('busy', {}, { retryAfterSeconds: 5, because: 'pool-busy' });
    }
    return { ...noContent(), cookies: [sessionCookie.cleared] };
  });
