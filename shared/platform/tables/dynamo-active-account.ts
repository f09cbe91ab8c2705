import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
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
