import { type DynamoDBClient, type TransactWriteItem, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { conditional } from './dynamo-conditional.ts';
import { toItem } from './dynamo-table.ts';
import { accountKey } from './portal-keys.ts';

/**
 * The part of a transaction that requires an active account: nothing is written for one that is contested (R10.4) or cancelled
 * (R11.1).
 */
export const requireActiveAccount = (portalTable: string, accountId: string): TransactWriteItem => ({
  ConditionCheck: {
    TableName: portalTable,
    Key: toItem(accountKey(accountId)),
    ConditionExpression: '#state = :active',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({ ':active': 'active' }),
  },
});

/** A change of an account, and what must hold of it besides being active. `#state` and `:active` are given already. */
export type AccountUpdate = {
  readonly update: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
};

/** Changes an account if it is active and the condition holds; false if not. */
export async function updateActiveAccount(
  client: DynamoDBClient,
  portalTable: string,
  accountId: string,
  { update, condition, names = {}, values }: AccountUpdate,
): Promise<boolean> {
  const { done } = await conditional(
    client.send(
      new UpdateItemCommand({
        TableName: portalTable,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: update,
        ConditionExpression: `#state = :active AND ${condition}`,
        ExpressionAttributeNames: { '#state': 'state', ...names },
        ExpressionAttributeValues: toItem({ ':active': 'active', ...values }),
      }),
    ),
  );
  return done;
}
