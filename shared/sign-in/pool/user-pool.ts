import type { Lane } from '#shared/sign-in/guard/lane.ts';

/** The tokens of a successful sign-in, and what they say. */
export type SessionTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The claim `account`. */
  readonly accountId: string;
  /** The claim `origin_jti`: the same in all tokens that come of one sign-in. */
  readonly sessionId: string;
  readonly expiresAt: Date;
  /** When the customer entered the password, in seconds since 1970 UTC; refreshed tokens keep it. */
  readonly authenticatedAt: number;
};

/**
 * The pool's answer to a password:
 * - `wrong`: compared and refused, or refused as if it had been compared.
 * - `refused-busy`, `refused-locked`: our guard refused; nothing was compared.
 * - `untested`: refused for another reason before anything was compared (throttled, trigger failed); `because`: the pool's error.
 * - `unreached`: the call never reached the pool.
 * - `unknown`: the call was sent, and no answer came.
 */
export type PasswordAnswer =
  | { readonly kind: 'tokens'; readonly tokens: SessionTokens }
  | { readonly kind: 'new-password-required'; readonly challengeToken: string }
  | {
      readonly kind: 'wrong' | 'refused-busy' | 'refused-locked' | 'untested' | 'unreached' | 'unknown';
      readonly because?: string;
    };

/** One test of a password, as the guard's trigger knows it. */
export type Attempt = { readonly attemptId: string; readonly lane: Lane };

/** guard-sign-in refuses with these words; the pool passes them on in its own error message. */
export const refusal = { busy: 'BUSY', locked: 'LOCKED', unnamed: 'UNNAMED' } as const;

/** The pool's calls for signing in. */
export type UserPool = {
  /** Tests one password, in a lane of the guard. Only createPasswordCheck may call it: R3.2a depends on that. */
  readonly testPassword: (username: string, password: string, attempt: Attempt) => Promise<PasswordAnswer>;
  /** Answers the new-password challenge. `unanswered`: no answer came, and the pool may still set the password. */
  readonly choosePassword: (
    username: string,
    challengeToken: string,
    newPassword: string,
  ) => Promise<SessionTokens | 'weak-password' | 'challenge-expired' | 'busy' | 'unanswered'>;
  /** Gets new tokens for a refresh token and rotates it; the old one works for some more seconds, then it is `reused`. */
  readonly refresh: (refreshToken: string) => Promise<SessionTokens | 'ended' | 'reused' | 'busy'>;
  /** Ends the session of a refresh token; `ended` also if it had ended before. */
  readonly revoke: (refreshToken: string) => Promise<'ended' | 'busy'>;
};
