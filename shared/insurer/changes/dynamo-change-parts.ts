import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { instant } from '#shared/platform/instant.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { changeKey, lastChangeKey } from '#shared/platform/tables/portal-keys.ts';
import type { Change } from './change.ts';

/**
 * The parts of a transaction that write changes to publish together with what has changed, or not at all (R8.3). They have no
 * condition: the same id is the same change.
 */
export const changeParts = (portalTable: string, changes: readonly Change[]): TransactWriteItem[] =>
  changes.map((change) => ({
    Put: { TableName: portalTable, Item: toItem({ ...changeKey(change.changeId), ...change }) },
  }));

/** In ms; longer than a cancellation can wait in a queue (14 days). After that, any clock is later than the change. */
const remembered = 30 * 24 * 3_600_000;

const lastChangeSchema = v.object({ at: instant });

const lastChange = (policyNumber: string, at: Date) => ({
  ...lastChangeKey(policyNumber),
  at: at.toISOString(),
  expiresAt: expiresAt(new Date(at.getTime() + remembered)),
});

/**
 * The part of every transaction that ends an enrolment. It keeps the time, because the enrolment itself is deleted. An end is
 * later than the enrolment's `since` (timeAfter), and `since` is later than every earlier change.
 */
export const noteEnd = (table: string, policyNumber: string, at: Date): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem(lastChange(policyNumber, at)) },
});

/**
 * The part of every transaction that enrols a policy. It fails if the policy has a change of this time or later. So a policy's
 * changes sort as they happened, even if the clocks of two functions differ.
 */
export const noteBegin = (table: string, policyNumber: string, since: Date): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: toItem(lastChange(policyNumber, since)),
    ConditionExpression: 'attribute_not_exists(pk) OR #at < :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: toItem({ ':at': since.toISOString() }),
  },
});

/** The time of the policy's last change, read consistently; undefined if there is none within the last weeks. */
export async function readLastChange(
  client: DynamoDBClient,
  table: string,
  policyNumber: string,
): Promise<Date | undefined> {
  return (await getItem(client, table, lastChangeKey(policyNumber), lastChangeSchema))?.at;
}
