import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { getItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';

const schema = v.object({ sessionsValidFrom: v.optional(v.number(), 0) });

/**
 * Whether a password that was asked for at `askedAt` (ms since 1970 UTC) was replaced since: the sessions of its account count
 * only from later on (R4.3). Tokens alone cannot tell: the pool writes its own time into them, after the comparison.
 */
export const dynamoOvertaken =
  (client: DynamoDBClient, table: string) =>
  async (accountId: string, askedAt: number): Promise<boolean> => {
    const account = await getItem(client, table, accountKey(accountId), schema);
    return account !== undefined && askedAt < account.sessionsValidFrom * 1000;
  };
