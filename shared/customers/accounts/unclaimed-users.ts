import { createHash } from 'node:crypto';
import type { Holder } from '#shared/sign-in/credentials/credentials.ts';

/** How long a user may be without an account before a sweep looks at it, in ms. A confirmation takes seconds. */
export const unclaimedFor = 60 * 60 * 1000;

/**
 * The account id of a registration. Every attempt to confirm the registration creates the same user for the same account, and no
 * other registration does. The id does not reveal the registration's own id, which is enough to request an SMS.
 */
export const accountIdOf = (registrationId: string): string =>
  createHash('sha256').update(`account|${registrationId}`).digest('base64url').slice(0, 22);

/**
 * `swept`: the user can get no account any more and is deleted. `claimed`: the user has an account. `pending`: the registration
 * may still be confirmed.
 */
export type SweepOutcome = 'swept' | 'claimed' | 'pending';

/** Users of the pool without an account: earlier versions created the user first, and a restored table may lack the account. */
export type UnclaimedUsers = {
  /**
   * Deletes the pool's user of a username that another account holds now, unless this account exists. True if the user is gone.
   * May be repeated, and run in parallel.
   */
  readonly evict: (holder: Holder, now: Date) => Promise<boolean>;
  /**
   * Deletes the pool's user of this account and username, unless the user has an account or may get one. May be repeated, and run
   * in parallel.
   */
  readonly sweep: (holder: Holder, now: Date) => Promise<SweepOutcome>;
  /** A page of the users recorded more than `unclaimedFor` ago, after `from`; in no order of time. */
  readonly due: (
    now: Date,
    from?: string,
  ) => Promise<{ readonly users: readonly Holder[]; readonly next: string | undefined }>;
};
