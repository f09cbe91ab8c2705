import { contract } from '#shared/contract/contract.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import { sessionCookie } from '#shared/sign-in/sessions/session-answer.ts';

type Needs = { readonly pool: Pick<UserPool, 'revoke'> };

/**
 * Revokes the session and deletes the cookie (R1.4). Without a valid cookie there is nothing to end. Throws `busy` if the pool
 * does not answer, because "signed out" must be true.
 */
export const signOut = ({ pool }: Needs) =>
  endpoint(contract.signOut, async ({ cookies }) => {
    const refreshToken = cookies[sessionCookie.name];
    if (refreshToken && (await pool.revoke(refreshToken)) === 'busy')
      throw new DomainError('busy', {}, { retryAfterSeconds: 5 });
    return { ...noContent(), cookies: [sessionCookie.cleared] };
  });
