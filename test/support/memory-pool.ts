import type { Credentials, Holder } from '#shared/sign-in/credentials/credentials.ts';

/** A pool that keeps users in memory, as far as registering uses one. */
export function memoryPool() {
  const users = new Map<string, { accountId: string; password: string }>();
  const own = ({ accountId, username }: Holder) => users.get(username)?.accountId === accountId;
  const credentials: Pick<Credentials, 'create' | 'setTemporaryPassword' | 'remove'> = {
    async create({ accountId, username }, password) {
      const there = users.get(username);
      if (there) return there.accountId === accountId ? 'there' : { heldBy: there.accountId };
      users.set(username, { accountId, password });
      return 'made';
    },
    setTemporaryPassword: async ({ accountId, username }, password) =>
      void users.set(username, { accountId, password }),
    async remove(holder) {
      if (own(holder)) users.delete(holder.username);
    },
  };
  return { users, credentials };
}
