import { contract } from '#shared/contract/contract.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { log } from '#shared/platform/runtime/log.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';
import type { EndedSessions } from '#shared/sign-in/sessions/ended-sessions.ts';
import { sessionAnswer } from '#shared/sign-in/sessions/session-answer.ts';
import { type HeldSession, type SessionCookies, sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = {
  readonly pool: Pick<UserPool, 'refresh'>;
  readonly accounts: Pick<Accounts, 'live'>;
  readonly endedSessions: Pick<EndedSessions, 'endFamily'>;
  readonly sessionCookies: Pick<SessionCookies, 'read' | 'set'>;
  readonly now: () => Date;
};

/**
 * Exchanges the refresh cookie for a new access token and the next cookie (R1.4). A cookie that was exchanged before is in two
 * hands: then every session of the account ends.
 */
export const refreshSession = ({ pool, accounts, endedSessions, sessionCookies, now }: Needs) =>
  endpoint(contract.refreshSession, async ({ cookies }) => {
    const session = sessionCookies.read(cookies);
    if (!session) throw new DomainError('session-ended');
    // Before, so that a table that does not answer costs no token: the next try would bring the old one, as a thief does.
    await accounts.live(callerOf(session));
    const tokens = await pool.refresh(session.refreshToken);
    if (tokens === 'reused') {
      const outcome = (await endedSessions.endFamily(session, now())) ? 'sessions-ended' : 'ended-before';
      log.info('session-replayed', { operation: contract.refreshSession.name, outcome });
    }
    if (tokens === 'ended' || tokens === 'reused') throw new DomainError('session-ended');
    if (tokens === 'busy') throw new DomainError('busy', {}, { retryAfterSeconds: 5, because: 'pool-busy' });
    // And after: a fresh access token is younger than a cut that came meanwhile. What counts is when the customer signed in.
    await accounts.live(callerOf(tokens));
    return sessionAnswer(sessionCookies, tokens, now());
  });

const callerOf = ({
  accountId,
  sessionId,
  authenticatedAt,
}: Pick<HeldSession, 'accountId' | 'sessionId' | 'authenticatedAt'>) => ({
  ...{ accountId, sessionId },
  issuedAt: authenticatedAt,
});

type Answer = { readonly statusCode?: number; readonly cookies?: string[] };

/** Deletes the cookie of an ended session, so that the page does not send it again. */
export const clearEndedCookie =
  <Event, Context, A extends Answer>(handle: (event: Event, context: Context) => Promise<A>) =>
  async (event: Event, context: Context): Promise<A> => {
    const answer = await handle(event, context);
    return answer.statusCode === 401 ? { ...answer, cookies: [sessionCookie.cleared] } : answer;
  };
