import type { Attempt } from '#shared/platform/limits/limits.ts';
import type { Proof } from '#shared/sign-in/passkeys/passkey.ts';
import type { Account } from '#shared/sign-in/sessions/accounts.ts';
import type { PendingSignIn } from './pending-sign-in.ts';

/** The code of a pending sign-in, as it is kept: what proves it, until when it is good (ms), and the mail that it was counted as. */
export type KeptCode = { readonly proof: string; readonly goodUntil: number; readonly mail: Attempt };

/** A try at a code. */
export type Try = Pick<KeptCode, 'proof' | 'mail'> & { readonly attemptsLeft: number };

/** The codes of pending sign-ins; each pending sign-in has one at a time and leads to one session. */
export type SignInCodes = {
  /** The account, where the sign-in may go on: undefined if it is closed or its sessions have ended since. Throws `registration-contested`. */
  readonly holderOf: (pending: PendingSignIn) => Promise<Pick<Account, 'username' | 'email' | 'language'> | undefined>;
  /** Keeps a code in place of the one before. False once all tries are used up, or the sign-in is done. */
  readonly keep: (pending: PendingSignIn, code: KeptCode) => Promise<boolean>;
  /** Uses up a try, before the code is compared, so that parallel guesses count. Undefined if no code is good or no try is left. */
  readonly takeTry: (pending: PendingSignIn, now: Date) => Promise<Try | undefined>;
  /**
   * Uses the right code up. Returns what proves it to the pool; undefined if the sign-in is done, another code has replaced this one, or
   * the account's sessions have ended since: then nothing is written.
   */
  readonly use: (pending: PendingSignIn, tried: Pick<Try, 'proof'>, now: Date) => Promise<Proof | undefined>;
};
