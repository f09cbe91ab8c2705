import { contract } from '#shared/contract/contract.ts';
import { endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import type { UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';
import { sessionAnswer, sessionCookie } from '#shared/sign-in/sessions/session-answer.ts';

type Needs = {
  readonly pool: Pick<UserPool, 'refresh'>;
  readonly accounts: Pick<Accounts, 'live'>;
  /** How long a refresh token is valid, in seconds. */
  readonly refreshTokenSeconds: number;
  readonly now: () => Date;
};

/** Exchanges the refresh cookie for a new access token and the next cookie (R1.4). */
export const refreshSession = ({ pool, accounts, refreshTokenSeconds, now }: Needs) =>
  endpoint(contract.refreshSession, async ({ cookies }) => {
    const refreshToken = cookies[sessionCookie.name];
    if (!refreshToken) throw new DomainError('session-ended');
    const tokens = await pool.refresh(refreshToken);
    if (tokens === 'ended') throw new DomainError('session-ended');
    if (tokens === 'busy') throw new DomainError('busy', {}, { retryAfterSeconds: 5 });
    // A new access token always counts as young enough, so check the time of the sign-in.
    await accounts.live({ accountId: tokens.accountId, issuedAt: tokens.authenticatedAt });
    return sessionAnswer(tokens, refreshTokenSeconds, now());
  });

type Answer = { readonly statusCode?: number; readonly cookies?: string[] };

/** Deletes the cookie of an ended session, so that the page does not send it again. */
export const clearEndedCookie =
  <Event, Context, A extends Answer>(handle: (event: Event, context: Context) => Promise<A>) =>
  async (event: Event, context: Context): Promise<A> => {
    const answer = await handle(event, context);
    return answer.statusCode === 401 ? { ...answer, cookies: [sessionCookie.cleared] } : answer;
  };
