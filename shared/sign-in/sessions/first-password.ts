import type { Account } from './account.ts';

export type FirstPassword = {
  /**
   * Ends the registration that an account came from: whoever knows its id can do nothing with it any more (R2.9 ends here).
   * Does nothing when it has ended before; then the password has replaced another one, and it returns whom to tell.
   */
  readonly endRegistration: (accountId: string) => Promise<Pick<Account, 'email' | 'language'> | undefined>;
};
