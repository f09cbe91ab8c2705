import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** An account and the username that it holds: together they name its user in the pool. */
export type Holder = { readonly accountId: string; readonly username: string };

/**
 * What the pool keeps of one account. A user is found by the name and taken only for the account that it names: a name that is
 * free again may be somebody else's. A temporary password must be changed at the next sign-in and expires in 24 hours (R4.1).
 * Each throws DomainError `busy` where the pool's own rate is used up, and what sets a password Unanswered.
 */
export type Credentials = {
  /**
   * Makes the user with a temporary password; nothing is sent. `there`: the account has its user already, unchanged. `heldBy`: the
   * user of that name is another account's; undefined where it names none.
   */
  readonly create: (
    holder: Holder,
    temporaryPassword: string,
  ) => Promise<'made' | 'there' | { readonly heldBy: string | undefined }>;
  /** A user who is missing is made again (R11.1a): no account is lost for it. */
  readonly setTemporaryPassword: (holder: Holder, password: string) => Promise<void>;
  /** `refused`: the pool does not take such a password. */
  readonly setPassword: (holder: Holder, password: string) => Promise<'set' | 'refused'>;
  /** Ends every refresh token. Does nothing for a user who is gone. */
  readonly signOutEverywhere: (holder: Holder) => Promise<void>;
  /** Deletes the user, never another account's of the same name; one who is gone stays gone. */
  readonly remove: (holder: Holder) => Promise<void>;
};

/**
 * The pool did not answer: the password may be set, and may yet be set later. Whoever holds the turn for it must let it run out
 * (password-turn.ts).
 */
export class Unanswered extends DomainError {
  override readonly name = 'Unanswered';
  constructor(cause: unknown) {
    super('busy', {}, { retryAfterSeconds: 45, cause });
  }
}
