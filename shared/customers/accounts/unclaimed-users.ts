import { createHash } from 'node:crypto';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';

/** How long a user may be without an account before a sweep looks at it, in ms. A confirmation takes seconds. */
export const unclaimedFor = 60 * 60 * 1000;

/**
 * The account of a registration: every attempt to confirm it creates the same user for the same account, and no other
 * registration does. It does not reveal the registration's id, with which an SMS can be requested.
 */
export const accountIdOf = (registrationId: string): string =>
  createHash('sha256').update(`account|${registrationId}`).digest('base64url').slice(0, 22);

/** A user of the pool that may have no account. */
export type UnclaimedUser = Holder & { readonly registrationId: string };

/**
 * `swept`: it can get no account any more, and its user is deleted. `claimed`: it has its account. `pending`: its registration
 * may still be confirmed.
 */
export type SweepOutcome = 'swept' | 'claimed' | 'pending';

/** Users that were created before their account; a crash may leave them without one. */
export type UnclaimedUsers = {
  /** Records that there may be such a user, before it is created. May be repeated. */
  readonly note: (user: UnclaimedUser, now: Date) => Promise<void>;
  /**
   * Deletes the pool's user of this account and username, unless it has or may get an account. May be repeated, and run in
   * parallel.
   */
  readonly sweep: (holder: Holder, now: Date) => Promise<SweepOutcome>;
  /** A page of the users recorded more than `unclaimedFor` ago, after `from`; in no order of time. */
  readonly due: (
    now: Date,
    from?: string,
  ) => Promise<{ readonly users: readonly Holder[]; readonly next: string | undefined }>;
};
