/**
 * What the pool keeps of one account, by its `sub`: a name that is free again may be somebody else's, a `sub` never is.
 * Each throws DomainError `busy` where the pool's own rate is used up.
 */
export type Credentials = {
  /** A password that must be changed at the next sign-in and expires in 24 hours (R4.1). */
  readonly setTemporaryPassword: (accountId: string, password: string) => Promise<void>;
  /** `refused`: the pool does not take such a password. */
  readonly setPassword: (accountId: string, password: string) => Promise<'set' | 'refused'>;
  /** Ends every refresh token. Does nothing for a user who is gone. */
  readonly signOutEverywhere: (accountId: string) => Promise<void>;
  /** Deletes the user; one who is gone stays gone. */
  readonly remove: (accountId: string) => Promise<void>;
};
