import { contract } from '#shared/contract/contract.ts';
import { noContent } from '#shared/platform/http/answer.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { clearRefreshCookie, refreshCookie } from '#shared/sign-in/sessions/session-answer.ts';

type Needs = { readonly pool: Pick<UserPool, 'revoke'> };

/**
 * Revokes the session and takes the cookie away (R1.4); with no cookie, or a dead one, there is nothing left to end.
 * A pool that does not answer gets `busy`: "signed out" must be true.
 */
export const signOut = ({ pool }: Needs) =>
  endpoint(contract.signOut, async ({ cookies }) => {
    const refreshToken = cookies[refreshCookie];
    if (refreshToken && (await pool.revoke(refreshToken)) === 'busy')
      throw new DomainError('busy', {}, { retryAfterSeconds: 5 });
    return { ...noContent(), cookies: [clearRefreshCookie] };
  });
