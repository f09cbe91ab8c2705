import type { UnclaimedUsers } from '#shared/customers/accounts/unclaimed-users.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';

type Needs = { readonly unclaimed: Pick<UnclaimedUsers, 'due' | 'sweep'>; readonly now: () => Date };

/** How many pages one run works off; the next run goes on. */
const mostPages = 20;

/** Sweeps the pool's users that never got an account (R2.8); by schedule. Each by itself: one that fails is tried again next time. */
export const sweepUsers =
  ({ unclaimed, now }: Needs) =>
  async (): Promise<{ due: number; failed: number }> => {
    const counts = { due: 0, failed: 0 };
    let from: string | undefined;
    for (let page = 1; page <= mostPages; page++) {
      const { users, next } = await unclaimed.due(now(), from);
      counts.due += users.length;
      for (const user of users)
        try {
          await unclaimed.sweep(user, now());
        } catch (error) {
          counts.failed++;
          log.error('user-not-swept', { operation: 'finish-cancelling', ...describeError(error) });
        }
      if (next === undefined) break;
      from = next;
    }
    return counts;
  };
