import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import type { UnclaimedAccounts } from './registrations.ts';

const accountSchema = v.object({
  username: v.string(),
  mobile: v.string(),
  language,
  state: v.string(),
  registrationId: v.optional(v.string()),
});

/** Accounts whose first password nobody has chosen yet: these still name their registration. */
export const dynamoUnclaimedAccounts = (client: DynamoDBClient, table: string): UnclaimedAccounts => ({
  async find(accountId, registrationId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    return account?.state === 'active' && account.registrationId === registrationId ? account : undefined;
  },
});
