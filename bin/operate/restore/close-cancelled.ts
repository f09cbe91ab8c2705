import {
  AdminGetUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUsers,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { dynamoCancellations } from '#shared/customers/cancelling/dynamo-cancellations.ts';
import type { Change } from '#shared/insurer/changes/change.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, personKey } from '#shared/platform/tables/portal-keys.ts';
import { accountOf } from '#shared/sign-in/credentials/credentials.ts';
import { tableItems } from '../table-items.ts';

const claimSchema = v.object({ accountId: v.optional(v.string()) });
const accountSchema = v.object({ state: v.string(), registeredAt: v.string() });
const activeSchema = v.object({ pk: v.string(), username: v.string() });

const valuesOf = (attributes: readonly AttributeType[]) =>
  Object.fromEntries(attributes.map(({ Name, Value }) => [Name ?? '', Value]));

/** The account of every user of the pool. */
async function poolUsers(client: CognitoIdentityProviderClient, userPoolId: string): Promise<ReadonlySet<string>> {
  const accounts = new Set<string>();
  for await (const { Users: users = [] } of paginateListUsers({ client }, { UserPoolId: userPoolId }))
    for (const { Attributes: attributes = [] } of users) {
      const account = accountOf(valuesOf(attributes));
      if (account !== undefined) accounts.add(account);
    }
  return accounts;
}

/** Whether the pool has the user now: the list may lack a user that was created meanwhile. */
async function hasUser({ cognito, userPoolId }: Needs, username: string, accountId: string): Promise<boolean> {
  try {
    const { UserAttributes: attributes = [] } = await cognito.send(
      new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username }),
    );
    return accountOf(valuesOf(attributes)) === accountId;
  } catch (error) {
    if (error instanceof UserNotFoundException) return false;
    throw error;
  }
}

type Needs = {
  readonly dynamo: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly table: string;
  readonly userPoolId: string;
  readonly now: Date;
};

/**
 * Whether the pool is from before a time. A later one, made for a pool that was lost, never had the users of accounts that were cancelled
 * before: that a user is missing there says nothing.
 */
export async function isPoolFromBefore({ cognito, userPoolId }: Pick<Needs, 'cognito' | 'userPoolId'>, time: Date) {
  const { UserPool: pool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }));
  return (pool?.CreationDate ?? time) < time;
}

/**
 * Closes again every account that was cancelled after the time that the table was restored to (R11.1): no sign-in and no delivery
 * any more. It finds them in two ways: by the published changes, whose time it keeps, so that no new change is published; and by
 * the pool, from which a finished cancellation has deleted the user, if the pool was there already (`since`). The portal may be
 * working on the table. Returns how many it closed.
 */
export async function closeCancelled(needs: Needs, changes: readonly Change[], since: Date): Promise<number> {
  const { dynamo, cognito, table, userPoolId, now } = needs;
  const { close, closeAsTold } = dynamoCancellations(dynamo, table);
  let closed = 0;
  for (const { type, customerId, at } of changes) {
    if (type !== 'registration-cancelled') continue;
    const claim = await getItem(dynamo, table, personKey(customerId), claimSchema);
    if (claim?.accountId === undefined) continue;
    const account = await getItem(dynamo, table, accountKey(claim.accountId), accountSchema);
    // Except a customer who has registered again since.
    const isOpen = account?.state === 'active' || account?.state === 'frozen';
    if (!isOpen || account.registeredAt > at) continue;
    await closeAsTold(claim.accountId, new Date(at));
    closed++;
  }

  if (!(await isPoolFromBefore(needs, since))) return closed;
  const users = await poolUsers(cognito, userPoolId);
  const accounts = tableItems(dynamo, {
    TableName: table,
    FilterExpression: 'sk = :account AND #state = :active',
    ProjectionExpression: 'pk, username',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':account': { S: 'ACCOUNT' }, ':active': { S: 'active' } },
  });
  for await (const item of accounts) {
    const { pk, username } = v.parse(activeSchema, item);
    const accountId = pk.slice('ACCOUNT#'.length);
    if (users.has(accountId) || (await hasUser(needs, username, accountId))) continue;
    await close(accountId, now);
    closed++;
  }
  return closed;
}
