import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { undecidedItem } from '#shared/helpdesk/contests/dynamo-contests.ts';
import type { Change } from '#shared/insurer/changes/change.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, personKey } from '#shared/platform/tables/portal-keys.ts';
import type { Contest } from '#shared/sign-in/sessions/accounts.ts';

type Needs = { readonly dynamo: DynamoDBClient; readonly table: string };

const claimSchema = v.object({ accountId: v.optional(v.string()) });

/** Whoever opened it: the audit of that time is lost with the table. Any agent may decide. */
const unknownAgent = 'restored';

/** The last contest of each customer in the changes, unless it was rejected. */
function contested(changes: readonly Change[]): ReadonlyMap<string, string> {
  const openedAt = new Map<string, string>();
  for (const change of changes) {
    if (change.type !== 'registration-contested') continue;
    if (change.stage === 'opened') openedAt.set(change.customerId, change.at);
    if (change.stage === 'rejected') openedAt.delete(change.customerId);
  }
  return openedAt;
}

/**
 * Freezes again every account that was contested after the time that the table was restored to (R10.4), and publishes nothing. A
 * contest that was rejected after that time stays as the table has it: frozen accounts wait for a decision once more. May be
 * repeated, also while the portal works on the table. Returns how many it froze.
 */
export async function freezeContested({ dynamo, table }: Needs, changes: readonly Change[]): Promise<number> {
  let frozen = 0;
  for (const [customerId, openedAt] of contested(changes)) {
    const claim = await getItem(dynamo, table, personKey(customerId), claimSchema);
    if (claim?.accountId === undefined) continue;
    const { accountId } = claim;
    const contest: Contest = { openedAt, by: unknownAgent };
    // Except a customer who has registered again since, and a contest that was decided on this table.
    const { done } = await transact(dynamo, {
      account: {
        Update: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'SET #state = :frozen, contest = :contest',
          ConditionExpression:
            '#state = :active AND registeredAt <= :at AND (attribute_not_exists(contest) OR contest.openedAt < :at)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({
            ':frozen': 'frozen',
            ':contest': contest,
            ':active': 'active',
            ':at': openedAt,
          }),
        },
      },
      undecided: undecidedItem(table, accountId, contest),
    });
    if (done) frozen++;
  }
  return frozen;
}
