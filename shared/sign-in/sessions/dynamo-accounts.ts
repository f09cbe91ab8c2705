import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { type Accounts, accountSchema, type FirstPassword, requireLiveAccount } from './accounts.ts';

/** Active accounts in the portal's table. */
export const dynamoAccounts = (client: DynamoDBClient, table: string): Accounts => ({
  live: async (session) =>
    requireLiveAccount(await getItem(client, table, accountKey(session.accountId), accountSchema), session),
});

const schema = v.object({ state: v.optional(v.string()), sessionsValidFrom: v.optional(v.number(), 0) });

/**
 * Whether the password of a sign-in that began at `askedAt` (ms since 1970 UTC) was replaced since: then the account's sessions
 * are valid only from a later time (R4.3). The tokens do not show this, because the pool dates them after the comparison.
 *
 * @throws DomainError `registration-contested` if the account is frozen (R10.4)
 */
export const dynamoOvertaken =
  (client: DynamoDBClient, table: string) =>
  async (accountId: string, askedAt: number): Promise<boolean> => {
    const account = await getItem(client, table, accountKey(accountId), schema);
    if (account?.state === 'frozen') throw new DomainError('registration-contested');
    return account !== undefined && askedAt < account.sessionsValidFrom * 1000;
  };

/** Ends registrations in the portal's table. */
export const dynamoFirstPassword = (client: DynamoDBClient, table: string): FirstPassword => ({
  async endRegistration(accountId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    if (account?.registrationId === undefined) return account?.state === 'active' ? account : undefined;
    // If the condition fails, another call has ended the registration: nothing is left to do.
    await transact(client, {
      registration: { Delete: { TableName: table, Key: toItem(registrationKey(account.registrationId)) } },
      account: {
        Update: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'REMOVE registrationId',
          ConditionExpression: 'registrationId = :ended',
          ExpressionAttributeValues: { ':ended': { S: account.registrationId } },
        },
      },
    });
    return undefined;
  },
});
