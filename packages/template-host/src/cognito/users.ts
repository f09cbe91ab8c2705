import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import type { Collections } from '../kept/collections.ts';

const userSchema = v.object({
  sub: v.string(),
  username: v.string(),
  attributes: v.record(v.string(), v.string()),
  enabled: v.boolean(),
  status: v.picklist(['FORCE_CHANGE_PASSWORD', 'CONFIRMED', 'RESET_REQUIRED']),
  /** As passwords.ts writes it. */
  passwordHash: v.string(),
  /** Until when a temporary password lets in, ms since 1970; absent for a permanent one. */
  temporaryUntil: v.exactOptional(v.number()),
  /** Counts global sign-outs: tokens of an earlier generation are dead. */
  generation: v.number(),
  createdAt: v.number(),
  modifiedAt: v.number(),
});

/** One user of a pool. Never changed in place: every change puts a new one. */
export type User = Readonly<v.InferOutput<typeof userSchema>>;

export type Users = {
  /** By username or `sub`, which Cognito takes in its place. */
  readonly find: (username: string) => User | undefined;
  /** As `find`; throws UserNotFoundException. */
  readonly get: (username: string) => User;
  /** As the pool keeps a username: in lower case where it does not tell cases apart. */
  readonly normalise: (username: string) => string;
  /** Throws UsernameExistsException; nothing is awaited between the look and the write, so exactly one of two wins. */
  readonly add: (user: User) => void;
  /** Applies a change to the user as it is now; throws UserNotFoundException for one deleted meanwhile. */
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

/** What every operation answers for a user who is not there. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');
