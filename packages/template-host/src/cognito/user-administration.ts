import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { listAttributes, readAttributes } from './attributes.ts';
import * as members from './members.ts';
import { temporaryUntil } from './password-administration.ts';
import { checkPassword, generatePassword } from './password-policy.ts';
import type { Pool } from './pools.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

const createSchema = v.object({
  ...members.adminUser,
  UserAttributes: v.optional(members.attributes, []),
  TemporaryPassword: v.optional(members.password),
  MessageAction: v.optional(v.picklist(['SUPPRESS', 'RESEND'])),
  ClientMetadata: members.clientMetadata,
});
type Creation = v.InferOutput<typeof createSchema>;

/** The administrator's operations on one user. Nothing is ever sent: the stack sends its own messages. */
export function userAdministration(realm: Realm): Record<string, Operation> {
  const { pools, clock } = realm;
  const change = (poolId: string, username: string, apply: (user: User) => Partial<User>) => {
    const pool = pools.pool(poolId);
    pool.users.change(pool.users.get(username).sub, (user) => ({
      ...user,
      ...apply(user),
      modifiedAt: clock.now(),
    }));
    return {};
  };
  const byName = v.object(members.adminUser);

  return {
    AdminCreateUser: operation(createSchema, async (input) => {
      const pool = pools.pool(input.UserPoolId);
      const user = await (input.MessageAction === 'RESEND' ? renewInvitation : createUser)(realm, pool, input);
      return { User: { ...describeUser(user), Attributes: listAttributes(user) } };
    }),
    AdminGetUser: operation(byName, (input) => {
      const user = pools.pool(input.UserPoolId).users.get(input.Username);
      return { ...describeUser(user), UserAttributes: listAttributes(user) };
    }),
    AdminDeleteUser: operation(byName, (input) => {
      const { users } = pools.pool(input.UserPoolId);
      users.remove(users.get(input.Username).sub);
      return {};
    }),
    AdminDisableUser: operation(byName, (input) =>
      change(input.UserPoolId, input.Username, ({ generation }) => ({ enabled: false, generation: generation + 1 })),
    ),
    AdminUserGlobalSignOut: operation(byName, (input) =>
      change(input.UserPoolId, input.Username, ({ generation }) => ({ generation: generation + 1 })),
    ),
  };
}

async function createUser(realm: Realm, { definition, users }: Pool, input: Creation): Promise<User> {
  if (users.find(input.Username)) throw new AwsError('UsernameExistsException', 'User account already exists');
  const password = input.TemporaryPassword ?? generatePassword(definition.passwordPolicy);
  checkPassword(password, definition.passwordPolicy);
  const attributes = readAttributes(input.UserAttributes, definition);
  const passwordHash = await realm.passwords.hash(password);
  const now = realm.clock.now();
  const user: User = {
    sub: randomUUID(),
    username: users.normalise(input.Username),
    attributes,
    enabled: true,
    status: 'FORCE_CHANGE_PASSWORD',
    passwordHash,
    temporaryUntil: temporaryUntil(definition, now),
    generation: 0,
    createdAt: now,
    modifiedAt: now,
  };
  users.add(user);
  return user;
}

/** RESEND: a new temporary password with a new validity, for a user who has not chosen one yet. */
async function renewInvitation(realm: Realm, { definition, users }: Pool, input: Creation): Promise<User> {
  const user = users.get(input.Username);
  if (user.status !== 'FORCE_CHANGE_PASSWORD')
    throw new AwsError(
      'UnsupportedUserStateException',
      'Resend not possible. User status is not FORCE_CHANGE_PASSWORD',
    );
  const password = input.TemporaryPassword ?? generatePassword(definition.passwordPolicy);
  checkPassword(password, definition.passwordPolicy);
  const passwordHash = await realm.passwords.hash(password);
  const now = realm.clock.now();
  return users.change(user.sub, (current) => ({
    ...current,
    passwordHash,
    temporaryUntil: temporaryUntil(definition, now),
    modifiedAt: now,
  }));
}

/** A user in the form of the Admin… operations and ListUsers; times in seconds. */
export const describeUser = (user: User) => ({
  Username: user.username,
  UserCreateDate: user.createdAt / 1000,
  UserLastModifiedDate: user.modifiedAt / 1000,
  Enabled: user.enabled,
  UserStatus: user.status,
});
