import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { accountSchema } from './account.ts';
import { type Accounts, requireLiveAccount } from './accounts.ts';

/** Live accounts, from the portal's table. */
export const dynamoAccounts = (client: DynamoDBClient, table: string): Accounts => ({
  live: async (session) =>
    requireLiveAccount(await getItem(client, table, accountKey(session.accountId), accountSchema), session),
});
