import { type DynamoDBClient, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { conditional } from './dynamo-conditional.ts';
import { toItem } from './dynamo-table.ts';
import { accountKey } from './portal-keys.ts';

/** What must hold of an account besides being active. `#state` and `:active` are given already. */
export type AccountCondition = {
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
};

/** A change of an account, and its condition. */
export type AccountUpdate = AccountCondition & { readonly update: string };

/** The caller's session is valid: neither ended alone nor with all others (R1.4). `issuedAt`: of its token, in seconds since 1970 UTC. */
export const isInSession = ({ issuedAt, sessionId }: { readonly issuedAt: number; readonly sessionId: string }) =>
  ({
    condition: 'sessionsValidFrom <= :issuedAt AND attribute_not_exists(endedSessions.#session)',
    names: { '#session': sessionId },
    values: { ':issuedAt': issuedAt },
  }) satisfies AccountCondition;

/** The change, in a valid session alone. */
export function inSession(
  caller: Parameters<typeof isInSession>[0],
  change: Pick<AccountUpdate, 'update'> & Partial<AccountUpdate>,
): AccountUpdate {
  const { condition, names, values } = isInSession(caller);
  return {
    update: change.update,
    condition: [condition, ...(change.condition === undefined ? [] : [change.condition])].join(' AND '),
    names: { ...names, ...change.names },
    values: { ...values, ...change.values },
  };
}

const whole = (more?: AccountCondition) => ({
  ConditionExpression: ['#state = :active', ...(more ? [more.condition] : [])].join(' AND '),
  ExpressionAttributeNames: { '#state': 'state', ...more?.names },
  ExpressionAttributeValues: toItem({ ':active': 'active', ...more?.values }),
});

/**
 * The part of a transaction that requires an active account: nothing is written for one that is contested (R10.4) or cancelled
 * (R11.1). `more`: what else must hold of it.
 */
export const requireActiveAccount = (
  portalTable: string,
  accountId: string,
  more?: AccountCondition,
): TransactWriteItem => ({
  ConditionCheck: {
    TableName: portalTable,
    Key: toItem(accountKey(accountId)),
    ...whole(more),
  },
});

const changeOf = (portalTable: string, accountId: string, { update, ...condition }: AccountUpdate) => ({
  TableName: portalTable,
  Key: toItem(accountKey(accountId)),
  UpdateExpression: update,
  ...whole(condition),
});

/** The part of a transaction that changes an account, if it is active and the condition holds. */
export const changeActiveAccount = (
  portalTable: string,
  accountId: string,
  change: AccountUpdate,
): TransactWriteItem => ({ Update: changeOf(portalTable, accountId, change) });

/** Changes an account if it is active and the condition holds; false if not. */
export async function updateActiveAccount(
  client: DynamoDBClient,
  portalTable: string,
  accountId: string,
  change: AccountUpdate,
): Promise<boolean> {
  const { done } = await conditional(client.send(new UpdateItemCommand(changeOf(portalTable, accountId, change))));
  return done;
}
