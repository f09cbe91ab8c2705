import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, registrationKey } from '#shared/platform/tables/portal-keys.ts';
import { accountSchema } from './account.ts';
import type { FirstPassword } from './accounts.ts';

/** Ends registrations in the portal's table. */
export const dynamoFirstPassword = (client: DynamoDBClient, table: string): FirstPassword => ({
  async endRegistration(accountId) {
    const account = await getItem(client, table, accountKey(accountId), accountSchema);
    if (account?.registrationId === undefined) return account?.state === 'active' ? account : undefined;
    // A failed condition means that another first password was quicker: then it is done.
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
