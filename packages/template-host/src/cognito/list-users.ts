import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { listAttributes } from './attributes.ts';
import * as members from './members.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import { describeUser } from './user-administration.ts';
import type { User } from './users.ts';

// Strict, because a filter would otherwise be ignored.
const schema = v.strictObject({
  UserPoolId: members.poolId,
  Limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60))),
  PaginationToken: v.optional(members.token),
});

/** ListUsers: all users in the order of their creation, in pages of at most 60. Filters are not played. */
export const listUsersOperation = (realm: Realm): Record<string, Operation> => ({
  ListUsers: operation(schema, ({ UserPoolId, Limit, PaginationToken: token }) => {
    const all = realm.pools.pool(UserPoolId).users.list();
    const start = token === undefined ? 0 : all.findIndex(({ sub }) => sub === lastSub(token)) + 1;
    if (token !== undefined && start === 0) throw new AwsError('InvalidParameterException', 'Invalid pagination token');
    const page = all.slice(start, start + (Limit || 60));
    const last = page.at(-1);
    return {
      Users: page.map((user) => ({ ...describeUser(user), Attributes: listAttributes(user) })),
      ...(last && start + page.length < all.length ? { PaginationToken: pageToken(last) } : {}),
    };
  }),
});

const pageToken = (user: User) => Buffer.from(user.sub).toString('base64');
const lastSub = (token: string) => Buffer.from(token, 'base64').toString();
