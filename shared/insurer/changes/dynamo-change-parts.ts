import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { changeKey } from '#shared/platform/tables/portal-keys.ts';
import type { Change } from './change.ts';

/**
 * The parts of a transaction that write the changes to publish together with what has changed, or not at all (R8.3). They
 * have no condition: the same id is the same change.
 */
export const changeParts = (portalTable: string, changes: readonly Change[]): TransactWriteItem[] =>
  changes.map((change) => ({
    Put: { TableName: portalTable, Item: toItem({ ...changeKey(change.changeId), ...change }) },
  }));
