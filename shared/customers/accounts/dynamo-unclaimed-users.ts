import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { fromItem, getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, registrationKey, unclaimedUserKey, unclaimedUsers } from '#shared/platform/tables/portal-keys.ts';
import type { Credentials, Holder } from '#shared/sign-in/credentials/credentials.ts';
import { type UnclaimedUsers, unclaimedFor } from './unclaimed-users.ts';

const millis = v.pipe(v.number(), v.integer());
const itemSchema = v.object({ sk: v.string(), username: v.string(), registrationId: v.string(), at: millis });

const pageSize = 100;
/** In ms; far longer than a confirmation takes. While the mark exists, no confirmation can open the account. */
const markLife = 24 * 60 * 60 * 1000;

/**
 * Users without an account, in the portal's table. A sweep first puts a mark in the account's place, unless a confirmation can
 * still open it. Then the user can never get an account and can be deleted (R2.8).
 */
export const dynamoUnclaimedUsers = (
  client: DynamoDBClient,
  table: string,
  credentials: Pick<Credentials, 'remove'>,
): UnclaimedUsers => {
  const forget = (accountId: string) =>
    client.send(new DeleteItemCommand({ TableName: table, Key: toItem(unclaimedUserKey(accountId)) }));

  async function mark({ accountId }: Holder, registrationId: string | undefined, now: Date) {
    const outcome = await transact(client, {
      account: {
        Put: {
          TableName: table,
          Item: toItem({
            ...accountKey(accountId),
            state: 'swept',
            expiresAt: expiresAt(new Date(now.getTime() + markLife)),
          }),
          ConditionExpression: 'attribute_not_exists(pk) OR #state = :swept',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: toItem({ ':swept': 'swept' }),
        },
      },
      registration:
        registrationId === undefined
          ? []
          : {
              ConditionCheck: {
                TableName: table,
                Key: toItem(registrationKey(registrationId)),
                ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
                ExpressionAttributeValues: toItem({ ':now': Math.floor(now.getTime() / 1000) }),
              },
            },
    });
    if (outcome.done) return 'swept';
    return outcome.failed.has('account') ? 'claimed' : 'pending';
  }

  return {
    async evict(holder, now) {
      const isMarked = (await mark(holder, undefined, now)) === 'swept';
      if (isMarked) await credentials.remove(holder);
      return isMarked;
    },

    async sweep(holder, now) {
      const kept = await getItem(client, table, unclaimedUserKey(holder.accountId), itemSchema);
      const outcome = await mark(holder, kept?.registrationId, now);
      if (outcome === 'swept') await credentials.remove(holder);
      if (outcome !== 'pending') await forget(holder.accountId);
      return outcome;
    },

    async due(now, from) {
      const { Items: items = [], LastEvaluatedKey: last } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: toItem({ ':pk': unclaimedUsers }),
          Limit: pageSize,
          ...(from === undefined ? {} : { ExclusiveStartKey: toItem(unclaimedUserKey(from)) }),
        }),
      );
      const kept = items.map((item) => fromItem(itemSchema, item));
      const users = kept
        .filter(({ at }) => at <= now.getTime() - unclaimedFor)
        .map(({ sk, username }) => ({ accountId: sk, username }));
      return { users, next: last?.sk?.S };
    },
  };
};
