import { endSessions as contract } from '#shared/contract/session.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type EndSessionsNeeds, endSessions as endAll } from '#shared/sign-in/credentials/end-sessions.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';
import { sessionCookie } from '#shared/sign-in/sessions/session-cookie.ts';

type Needs = EndSessionsNeeds & { readonly accounts: Accounts };

/**
 * Signs out everywhere (R1.6): ends all sessions of the account, their access tokens, and open new-password challenges, and deletes
 * this browser's cookie. Answers after a second or two, when a new sign-in is valid again.
 */
export const endSessions = (needs: Needs) =>
  endpoint(contract, async ({ session }) => {
    const { accountId } = session;
    const { username } = await needs.accounts.live(session);
    if (!(await endAll(needs, { accountId, username }))) throw new DomainError('session-ended');
    return { ...noContent(), cookies: [sessionCookie.cleared] };
  });
