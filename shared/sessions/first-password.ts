export type FirstPassword = {
  /**
   * Ends the registration that an account came from: whoever knows its id can do nothing with it any more (R2.9 ends here).
   * Does nothing when it has ended before.
   */
  readonly endRegistration: (accountId: string) => Promise<void>;
};
