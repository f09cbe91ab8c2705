import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { fromItem, getItem, toItem } from '#shared/tables/dynamo-table.ts';
import { accountKey } from '#shared/tables/portal-keys.ts';
import { type Notice, type Notices, noticeKey, noticeSchema } from './notice.ts';

const recipientSchema = v.object({ email: v.string(), language, state: v.string() });

/** Notices in the portal's table. */
export const dynamoNotices = (client: DynamoDBClient, table: string): Notices => {
  const keyOf = ({ noticeId }: Pick<Notice, 'noticeId'>) => ({ TableName: table, Key: toItem(noticeKey(noticeId)) });

  /** False when the condition failed. */
  async function update(input: UpdateItemCommandInput): Promise<boolean> {
    try {
      await client.send(new UpdateItemCommand(input));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return {
    async waiting(most) {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: toItem({ ':pk': noticeKey('').pk }),
          Limit: most,
        }),
      );
      return items.map((item) => fromItem(noticeSchema, item));
    },

    lease: (notice, now, until) =>
      update({
        ...keyOf(notice),
        UpdateExpression: 'SET leaseUntil = :until',
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :now)',
        ExpressionAttributeValues: toItem({ ':until': until.getTime(), ':now': now.getTime() }),
      }),

    async release(notice) {
      await update({
        ...keyOf(notice),
        UpdateExpression: 'REMOVE leaseUntil',
        ConditionExpression: 'attribute_exists(pk)',
      });
    },

    async remove(noticeId) {
      await client.send(new DeleteItemCommand(keyOf({ noticeId })));
    },

    async recipientOf(accountId) {
      const account = await getItem(client, table, accountKey(accountId), recipientSchema);
      return account?.state === 'active' ? { email: account.email, language: account.language } : undefined;
    },
  };
};
