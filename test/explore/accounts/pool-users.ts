import type { Stage } from '../harness/stage.ts';

/** A user as the pool keeps it. */
export type PoolUser = {
  readonly sub: string;
  readonly username: string;
  readonly accountId: string | undefined;
  password: string;
  kind: 'temporary' | 'permanent';
};

/** The users of the pool, and where every password that one of them ever had came from. */
export function createPoolUsers({ now, say }: Pick<Stage, 'now' | 'say'>) {
  const users = new Map<string, PoolUser>();
  /** For a password that a customer chose: the password that was proved for it. */
  const parents = new Map<string, string>();
  const firstSetAt = new Map<string, number>();
  let made = 0;

  const noteSet = (password: string) => {
    if (!firstSetAt.has(password)) firstSetAt.set(password, now());
  };
  /** By the name or by the `sub`: Cognito takes both. */
  const find = (name: string): PoolUser | undefined =>
    users.get(name) ?? [...users.values()].find(({ sub }) => sub === name);

  return {
    find,
    all: (): readonly PoolUser[] => [...users.values()],
    ofAccount: (accountId: string) => [...users.values()].find((user) => user.accountId === accountId),
    create(username: string, accountId: string | undefined, password: string) {
      users.set(username, { sub: `sub-${made++}`, username, accountId, password, kind: 'temporary' });
      noteSet(password);
      say(`   pool: ${username} is made with ${password}`);
    },
    set(user: PoolUser, password: string, kind: PoolUser['kind'], parent?: string) {
      Object.assign(user, { password, kind });
      if (parent !== undefined) parents.set(password, parent);
      noteSet(password);
      say(`   pool: ${user.username} has ${password} now (${kind})`);
    },
    remove(user: PoolUser) {
      if (users.get(user.username) === user) users.delete(user.username);
      say(`   pool: ${user.username} is gone`);
    },
    /** Notes which password a customer proves to set this one, before it is set. */
    noteProof: (password: string, proved: string) => void parents.set(password, proved),
    /** A password and all that it descends from, the newest first. */
    lineOf(password: string): readonly string[] {
      const line: string[] = [];
      for (let at: string | undefined = password; at !== undefined; at = parents.get(at)) line.push(at);
      return line;
    },
    /** When it was first set; ms, infinite for one that never was. */
    firstSetAt: (password: string) => firstSetAt.get(password) ?? Number.POSITIVE_INFINITY,
  };
}
export type PoolUsers = ReturnType<typeof createPoolUsers>;
