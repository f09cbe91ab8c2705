import * as v from 'valibot';
import { AwsError } from '../aws/service.ts';
import { listAttributes } from './attributes.ts';
import * as members from './members.ts';
import { type Operation, operation } from './protocol.ts';
import type { Realm } from './realm.ts';
import { describeUser } from './user-administration.ts';
import type { User } from './users.ts';

const schema = v.object({
  UserPoolId: members.poolId,
  AttributesToGet: v.optional(v.array(members.attributeName)),
  Limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60))),
  PaginationToken: v.optional(members.token),
  Filter: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
});

const searchable: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: (user) => user.username,
  sub: (user) => user.sub,
  'cognito:user_status': (user) => user.status,
  status: (user) => (user.enabled ? 'Enabled' : 'Disabled'),
  ...Object.fromEntries(
    ['email', 'phone_number', 'name', 'given_name', 'family_name', 'preferred_username'].map((name) => [
      name,
      (user: User) => user.attributes[name],
    ]),
  ),
};

/** ListUsers: all users or those that one filter (`name = "value"`, `name ^= "start"`) lets through, in pages of at most 60. */
export const listUsersOperation = (realm: Realm): Record<string, Operation> => ({
  ListUsers: operation(schema, (input) => {
    const { users } = realm.pools.pool(input.UserPoolId);
    const found = users.list().filter(readFilter(input.Filter));
    const start = input.PaginationToken
      ? found.findIndex((user) => user.sub === lastSub(input.PaginationToken)) + 1
      : 0;
    if (input.PaginationToken && start === 0) throw invalid('Invalid pagination token');
    const page = found.slice(start, start + (input.Limit || 60));
    const last = page.at(-1);
    return {
      Users: page.map((user) => ({ ...describeUser(user), Attributes: listAttributes(user, input.AttributesToGet) })),
      ...(last && start + page.length < found.length ? { PaginationToken: pageToken(last) } : {}),
    };
  }),
});

function readFilter(filter: string): (user: User) => boolean {
  if (filter.trim() === '') return () => true;
  const parsed = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter);
  if (!parsed) throw invalid('Error while parsing filter.');
  const [, name = '', operator, quoted = ''] = parsed;
  const read = Object.hasOwn(searchable, name) ? searchable[name] : undefined;
  if (!read) throw invalid(`One or more requested attributes do not exist or are not searchable: ${name}`);
  const wanted = quoted.replace(/\\(.)/g, '$1');
  return (user) => (operator === '=' ? read(user) === wanted : (read(user)?.startsWith(wanted) ?? false));
}

const pageToken = (user: User) => Buffer.from(user.sub).toString('base64');
const lastSub = (token = '') => Buffer.from(token, 'base64').toString();
const invalid = (message: string) => new AwsError('InvalidParameterException', message);
