import { ok } from '#shared/platform/http/endpoint.ts';
import type { LaneKind } from '#shared/sign-in/guard/lane.ts';
import { dropSession } from '#shared/sign-in/pool/drop-session.ts';
import type { SessionTokens, UserPool } from '#shared/sign-in/pool/user-pool.ts';
import type { PendingSignIns } from './pending-sign-in.ts';

/** The sign-in that asks: when it began (ms since 1970 UTC, before the test of the password), and in which lane. */
type Begun = { readonly askedAt: number; readonly lane: LaneKind };

const answer = (cookie: string) => {
  const cookies: readonly string[] = [cookie];
  return { ...ok({ secondStep: 'code' as const }), cookies };
};

/**
 * Answers a right password that is not enough. The session that the pool began by it ends: its tokens go nowhere, and the refresh
 * token, which would be good for longer than minutes, is revoked.
 */
export type AskSecondStep = (
  tokens: Pick<SessionTokens, 'accountId' | 'refreshToken'>,
  begun: Begun,
) => Promise<ReturnType<typeof answer>>;

type Needs = { readonly pool: Pick<UserPool, 'revoke'>; readonly pendingSignIns: Pick<PendingSignIns, 'issue'> };

export const createAskSecondStep =
  ({ pool, pendingSignIns }: Needs): AskSecondStep =>
  async ({ accountId, refreshToken }, begun) => {
    await dropSession(pool, refreshToken);
    return answer(pendingSignIns.issue({ accountId, ...begun }));
  };
