import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';

/**
 * The part of every transaction that enrols policies: the account remembers their numbers, so that cancelling finds the
 * enrolments without a scan. It fails for an account that is not active: cancelling closes the account before it ends the
 * enrolments, and none may begin in between (R11.1). Numbers stay when an enrolment ends: too many do no harm.
 */
export const rememberEnrolled = (
  portalTable: string,
  accountId: string,
  policyNumbers: readonly [string, ...string[]],
): TransactWriteItem => ({
  Update: {
    TableName: portalTable,
    Key: toItem(accountKey(accountId)),
    UpdateExpression: 'ADD enrolled :policyNumbers',
    ConditionExpression: '#state = :active',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: toItem({ ':policyNumbers': new Set(policyNumbers), ':active': 'active' }),
  },
});
