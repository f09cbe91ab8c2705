import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** The pool's attribute that names a user's account. It is set when the user is created and never changes. */
export const accountAttribute = 'custom:account';

/** The scope that allows Cognito's own self-service calls, which bypass the guard (R1.5). */
export const selfServiceScope = 'aws.cognito.signin.user.admin';

/**
 * The account of a user with these attributes. It is the portal's own id, because a user who is created again gets another `sub`
 * (R11.1a). For users from before the attribute existed it is the `sub`. Undefined if both are missing.
 */
export const accountOf = (attributes: Readonly<Record<string, string | undefined>>): string | undefined =>
  attributes[accountAttribute] ?? attributes.sub;

/** An account and its username: together they identify its user in the pool. */
export type Holder = { readonly accountId: string; readonly username: string };

/**
 * The passwords that the pool keeps for accounts. A user is found by username and changed only if it belongs to the account: a
 * freed username may be another customer's now. A temporary password must be changed at the next sign-in and expires in 24 hours
 * (R4.1). Each call throws DomainError `busy` when the pool throttles; calls that set a password also throw Unanswered.
 */
export type Credentials = {
  /**
   * Creates the user with a temporary password; sends nothing. `there`: the account has its user already, which stays unchanged.
   * `heldBy`: the account of the user who has that name; undefined if the user names none.
   */
  readonly create: (
    holder: Holder,
    temporaryPassword: string,
  ) => Promise<'made' | 'there' | { readonly heldBy: string | undefined }>;
  /** Creates the user if it is missing (R11.1a), so that the account is not lost. */
  readonly setTemporaryPassword: (holder: Holder, password: string) => Promise<void>;
  /** `refused`: the pool does not accept this password. */
  readonly setPassword: (holder: Holder, password: string) => Promise<'set' | 'refused'>;
  /** Revokes every refresh token. Does nothing if the user does not exist. */
  readonly signOutEverywhere: (holder: Holder) => Promise<void>;
  /** Deletes the user, but never another account's of the same name. Does nothing if the user does not exist. */
  readonly remove: (holder: Holder) => Promise<void>;
};

/**
 * The pool did not answer: the password may be set, now or later. The holder of the turn must let it expire (password-turn.ts).
 */
export class Unanswered extends DomainError {
  override readonly name = 'Unanswered';
  constructor(cause: unknown) {
    super('busy', {}, { retryAfterSeconds: 45, cause });
  }
}
