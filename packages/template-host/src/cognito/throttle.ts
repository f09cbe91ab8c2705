import type { Clock } from '../clock.ts';

export type Throttle = {
  /** Whether attempts for `key` are refused now. Calling this counts as an attempt, which keeps the count alive. */
  readonly refuses: (key: string) => boolean;
  readonly failed: (key: string) => void;
  readonly succeeded: (key: string) => void;
};

const freeTries = 5;
const longestLock = 900_000;
const forgottenAfter = 900_000;

type Count = { failures: number; lockedUntil: number; triedAt: number };

/**
 * Cognito's own lock-out: after n >= 5 failed attempts in a row it looks at none for 2^(n-5) seconds, at most about 15 minutes.
 * Refused attempts neither count nor lengthen the lock-out; success, or 15 minutes without any attempt, resets the count. Source:
 * the developer guide's "Lockout behavior for failed sign-in attempts". The state ends with the process.
 */
export function createThrottle(clock: Clock): Throttle {
  const counts = new Map<string, Count>();

  function current(key: string): Count | undefined {
    const count = counts.get(key);
    if (!count || clock.now() - count.triedAt < forgottenAfter) return count;
    counts.delete(key);
    return undefined;
  }

  return {
    refuses(key) {
      const count = current(key);
      if (!count) return false;
      count.triedAt = clock.now();
      return clock.now() < count.lockedUntil;
    },
    failed(key) {
      const failures = (current(key)?.failures ?? 0) + 1;
      const lock = failures < freeTries ? 0 : Math.min(1000 * 2 ** (failures - freeTries), longestLock);
      counts.set(key, { failures, lockedUntil: clock.now() + lock, triedAt: clock.now() });
    },
    succeeded(key) {
      counts.delete(key);
    },
  };
}
