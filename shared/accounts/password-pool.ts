/** The user pool as far as registering needs it. A temporary password must be changed at the first sign-in (R2.8). */
export type PasswordPool = {
  /**
   * Makes a user with a temporary password; nothing is sent. `made` is false when the pool had the username already: then
   * nothing was changed. `accountId` is the pool's `sub`.
   */
  create(username: string, temporaryPassword: string): Promise<{ readonly accountId: string; readonly made: boolean }>;
  setTemporaryPassword(username: string, temporaryPassword: string): Promise<void>;
  /** Does nothing when there is no such user. */
  remove(username: string): Promise<void>;
};
