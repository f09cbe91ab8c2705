import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { categoryOf, challengeOperations, challengesForEachSignIn } from './quota-categories.ts';

const second = 1000;

/**
 * Cognito's request quotas, if `limits` sets them. `allows` counts one call of an operation and returns whether it may go on; a
 * refused call does not count.
 */
export function createQuotas(clock: Pick<Clock, 'now'>, limits: Pick<Limits, 'current'>) {
  const taken = new Map<string, number[]>();

  /** Whether fewer than `most` calls were counted under `key` in the last second; if so, counts this one. */
  function fits(key: string, most: number): boolean {
    const now = clock.now();
    // Calls in the future were counted before the clock was moved back.
    const recent = (taken.get(key) ?? []).filter((at) => at > now - second && at <= now);
    const isFree = recent.length < most;
    taken.set(key, isFree ? [...recent, now] : recent);
    return isFree;
  }

  return {
    allows(operation: string): boolean {
      const category = categoryOf[operation];
      const most = category && limits.current().cognito?.[category];
      if (category === undefined || most === undefined) return true;
      if (challengeOperations.has(operation) && fits('challenges', most * challengesForEachSignIn)) return true;
      return fits(category, most);
    },
  };
}
