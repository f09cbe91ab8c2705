import { AwsError } from '../aws/service.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import { categoryOf, challengeOperations, challengesForEachSignIn } from './quota-categories.ts';

const second = 1000;

/**
 * Cognito's request quotas, where `limits` sets them. `take` counts one call of an operation; refused calls do not count.
 * It throws TooManyRequestsException, which Cognito sends with the status 400 (github.com/aws/aws-sdk-java/issues/2301).
 */
export function createQuotas(clock: Pick<Clock, 'now'>, limits: Pick<Limits, 'current'>) {
  const taken = new Map<string, number[]>();

  /** Whether fewer than `most` calls were counted under `key` in the last second; counts this one then. */
  function fits(key: string, most: number): boolean {
    const now = clock.now();
    // Calls of a time to come were counted before somebody moved the clock back.
    const recent = (taken.get(key) ?? []).filter((at) => at > now - second && at <= now);
    const isFree = recent.length < most;
    taken.set(key, isFree ? [...recent, now] : recent);
    return isFree;
  }

  return {
    take(operation: string): void {
      const category = categoryOf[operation];
      const most = category && limits.current().cognito?.[category];
      if (category === undefined || most === undefined) return;
      if (challengeOperations.has(operation) && fits('challenges', most * challengesForEachSignIn)) return;
      if (!fits(category, most)) throw new AwsError('TooManyRequestsException', 'Rate exceeded');
    },
  };
}
