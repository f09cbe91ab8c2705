import type { UnclaimedUsers } from '#shared/customers/accounts/unclaimed-users.ts';
import { describeError, log } from '#shared/platform/runtime/log.ts';

type Needs = { readonly unclaimed: Pick<UnclaimedUsers, 'due' | 'sweep'>; readonly now: () => Date };

/** How many pages one run sweeps; the next run sweeps the rest. */
const mostPages = 20;

/**
 * Deletes the pool's users that never got an account (R2.8), by schedule. One that fails does not stop the others; the next run
 * retries it.
 */
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
