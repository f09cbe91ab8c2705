import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transactNamed } from '#shared/platform/tables/dynamo-transact.ts';
import { accountKey, usernameKey } from '#shared/platform/tables/portal-keys.ts';
import type { SessionCutoff } from './end-sessions.ts';

/**
 * The cut in the portal's table: on the account, which every signed-in request reads, and on the claim of its username,
 * which is all that choosing a password has to go by.
 */
export const dynamoSessionCutoff = (client: DynamoDBClient, table: string): SessionCutoff => ({
  async set({ accountId, username }, from) {
    const outcome = await transactNamed(client, {
      account: {
        Update: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          UpdateExpression: 'SET sessionsValidFrom = :from',
          ConditionExpression: '#state = :active',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':from': from, ':active': 'active' }),
        },
      },
      username: {
        Update: {
          TableName: table,
          Key: toItem(usernameKey(username)),
          UpdateExpression: 'SET challengesValidFrom = :from',
          ConditionExpression: 'accountId = :accountId',
          ExpressionAttributeValues: toItem({ ':from': from, ':accountId': accountId }),
        },
      },
    });
    if (outcome.done) return true;
    if (outcome.failed.has('account')) return false;
    throw new Error('A live account does not hold its username');
  },
});
