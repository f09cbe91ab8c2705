import { DomainError } from '#shared/platform/runtime/domain-error.ts';

/** The pool's attribute that names a user's account. It is set when the user is created and never changes. */
export const accountAttribute = 'custom:account';

/** The scope that opens Cognito's own self-service calls, which bypass the guard (R1.5). */
export const selfServiceScope = 'aws.cognito.signin.user.admin';

/**
 * The account of a user with these attributes: the portal's own id, since a user who is created again gets another `sub`
 * (R11.1a). For users from before the attribute it is the `sub`. Undefined where both are missing.
 */
export const accountOf = (attributes: Readonly<Record<string, string | undefined>>): string | undefined =>
  attributes[accountAttribute] ?? attributes.sub;

/** An account and the username that it holds: together they name its user in the pool. */
export type Holder = { readonly accountId: string; readonly username: string };

/**
 * What the pool keeps of one account. A user is found by the username, and changed only where it belongs to the account: a
 * username that was freed may be another customer's. A temporary password must be changed at the next sign-in and expires in 24
 * hours (R4.1). Each call throws DomainError `busy` where the pool's own rate is used up; calls that set a password also throw
 * Unanswered.
 */
export type Credentials = {
  /**
   * Creates the user with a temporary password; nothing is sent. `there`: the account has its user already, unchanged. `heldBy`:
   * the account that the user of that name belongs to; undefined where it names none.
   */
  readonly create: (
    holder: Holder,
    temporaryPassword: string,
  ) => Promise<'made' | 'there' | { readonly heldBy: string | undefined }>;
  /** Creates a user who is missing (R11.1a), so that the account is not lost. */
  readonly setTemporaryPassword: (holder: Holder, password: string) => Promise<void>;
  /** `refused`: the pool does not accept such a password. */
  readonly setPassword: (holder: Holder, password: string) => Promise<'set' | 'refused'>;
  /** Revokes every refresh token. Does nothing where the user does not exist. */
  readonly signOutEverywhere: (holder: Holder) => Promise<void>;
  /** Deletes the user, but never another account's of the same name. Does nothing where the user does not exist. */
  readonly remove: (holder: Holder) => Promise<void>;
};

/**
 * The pool did not answer: the password may be set, or may still be set later. The holder of the turn must let it run out
 * (password-turn.ts).
 */
export class Unanswered extends DomainError {
  override readonly name = 'Unanswered';
  constructor(cause: unknown) {
    super('busy', {}, { retryAfterSeconds: 45, cause });
  }
}
