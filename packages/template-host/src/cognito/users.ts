import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Collections } from '../kept/collections.ts';

const userSchema = v.object({
  sub: v.string(),
  username: v.string(),
  attributes: v.record(v.string(), v.string()),
  enabled: v.boolean(),
  status: v.picklist(['FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'RESET_REQUIRED']),
  /** In the form of passwords.ts. */
  passwordHash: v.string(),
  /** When a temporary password expires, ms since 1970 UTC; absent for a permanent one. */
  temporaryUntil: v.exactOptional(v.number()),
  /** Counts global sign-outs: tokens of an earlier generation are invalid. */
  generation: v.number(),
  createdAt: v.number(),
  modifiedAt: v.number(),
});

/** One user of a pool. Never changed in place: every change stores a new object. */
export type User = Readonly<v.InferOutput<typeof userSchema>>;

export type Users = {
  /** By username or by `sub`, which Cognito accepts in its place. */
  readonly find: (username: string) => User | undefined;
  /** Like `find`; throws UserNotFoundException if there is none. */
  readonly get: (username: string) => User;
  /** The form in which the pool stores a username: in lower case if it ignores case. */
  readonly normalise: (username: string) => string;
  /** Throws UsernameExistsException. Nothing is awaited between check and write, so exactly one of two wins. */
  readonly add: (user: User) => void;
  /** Applies a change to the current user; throws UserNotFoundException if it was deleted meanwhile. */
  readonly change: (sub: string, change: (user: User) => User) => User;
  readonly remove: (sub: string) => void;
  /** In the order of creation. */
  readonly list: () => readonly User[];
};

/** The users of one pool, kept under the pool's id. */
export function createUsers(poolId: string, caseInsensitive: boolean, collections: Collections): Users {
  const bySub = new Map<string, User>();
  const subByName = new Map<string, string>();
  const kept = collections.collection<User>(`users/${poolId}`, userSchema);
  for (const user of kept.loaded()) index(user);

  function index(user: User) {
    bySub.set(user.sub, user);
    subByName.set(user.username, user.sub);
  }

  const normalise = (username: string) => (caseInsensitive ? username.toLowerCase() : username);
  const find = (username: string) => bySub.get(subByName.get(normalise(username)) ?? username.toLowerCase());

  return {
    find,
    normalise,
    get(username) {
      const user = find(username);
      if (!user) throw userNotFound();
      return user;
    },
    add(user) {
      if (find(user.username)) throw new AwsError('UsernameExistsException', 'User account already exists');
      index(user);
      kept.put(user.sub, user);
    },
    change(sub, change) {
      const user = bySub.get(sub);
      if (!user) throw userNotFound();
      const changed = change(user);
      index(changed);
      kept.put(sub, changed);
      return changed;
    },
    remove(sub) {
      const user = bySub.get(sub);
      if (!user) throw userNotFound();
      bySub.delete(sub);
      subByName.delete(user.username);
      kept.remove(sub);
    },
    list: () => [...bySub.values()],
  };
}

/** The error of every operation for a user who does not exist. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
