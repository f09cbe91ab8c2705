import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { requireActiveAccount } from './dynamo-active-account.ts';
import { toItem } from './dynamo-table.ts';
import { transact } from './dynamo-transact.ts';
import type { Key } from './portal-keys.ts';

/** An item of an account; its `version` counts its changes. `replaced`: the version that was read, 0 if there was none. */
type VersionedItem = {
  readonly accountId: string;
  readonly key: Key;
  readonly replaced: number;
  /** In seconds since 1970 UTC. */
  readonly expiresAt: number;
  readonly content: Readonly<Record<string, unknown>>;
};

/**
 * Writes an item if it still has the version that was read. `raced`: another call has changed it since, so the caller reads and
 * decides again. `gone`: the account is not active; nothing is written into the partition of an account that is being cancelled
 * (R11.1).
 */
export async function writeVersioned(
  client: DynamoDBClient,
  table: string,
  { accountId, key, replaced, expiresAt, content }: VersionedItem,
): Promise<'written' | 'raced' | 'gone'> {
  const outcome = await transact(client, {
    item: {
      Put: {
        TableName: table,
        Item: toItem({ ...key, ...content, version: replaced + 1, expiresAt }),
        ...(replaced === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :replaced',
              ExpressionAttributeValues: toItem({ ':replaced': replaced }),
            }),
      },
    },
    account: requireActiveAccount(table, accountId),
  });
  if (outcome.done) return 'written';
  return outcome.failed.has('account') ? 'gone' : 'raced';
}
