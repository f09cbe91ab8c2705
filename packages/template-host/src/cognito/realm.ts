import type { Clock } from '../clock.ts';
import type { ChallengeSessions } from './challenge-sessions.ts';
import type { Passwords } from './passwords.ts';
import type { Pools } from './pools.ts';
import type { RefreshTokens } from './refresh-tokens.ts';
import type { Throttle } from './throttle.ts';
import type { InvokeTrigger } from './trigger.ts';

/** The state and services that the operations share. */
export type Realm = {
  readonly clock: Clock;
  readonly pools: Pools;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly sessions: ChallengeSessions;
  readonly refreshTokens: RefreshTokens;
  readonly invokeTrigger: InvokeTrigger;
  /** Real ms that a trigger may take. */
  readonly triggerTimeoutMs: number;
};
