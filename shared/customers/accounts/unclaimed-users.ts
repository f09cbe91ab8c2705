import { createHash } from 'node:crypto';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';

/** ms; how long a user may be without an account before a sweep looks at it: a confirmation takes seconds. */
export const unclaimedFor = 60 * 60 * 1000;

/**
 * The account of a registration: each attempt at confirming it makes the same user for the same account, and no other
 * registration ever does. It says nothing of the registration's id, with which an SMS can be asked for.
 */
export const accountIdOf = (registrationId: string): string =>
  createHash('sha256').update(`account|${registrationId}`).digest('base64url').slice(0, 22);

/** A user of the pool that may have no account. */
export type UnclaimedUser = Holder & { readonly registrationId: string };

/**
 * What became of one: `swept`: no account can come of it any more, and its user is gone · `claimed`: it has its account ·
 * `pending`: its registration may yet be confirmed.
 */
export type SweepOutcome = 'swept' | 'claimed' | 'pending';

/** Users that were made before their account, which a crash may leave alone. */
export type UnclaimedUsers = {
  /** Keeps that there may be such a user; before it is made. May be called again. */
  readonly note: (user: UnclaimedUser, now: Date) => Promise<void>;
  /** The user of the pool that names an account and holds a username. May be called again, and by several at once. */
  readonly sweep: (holder: Holder, now: Date) => Promise<SweepOutcome>;
  /** Those of before `unclaimedFor`, oldest first or not; a page of them after `from`. */
  readonly due: (
    now: Date,
    from?: string,
  ) => Promise<{ readonly users: readonly Holder[]; readonly next: string | undefined }>;
};
