import { type DynamoDBClient, UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { language } from '#shared/contract/fields.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { readWaitingPage } from '#shared/platform/tables/dynamo-waiting-page.ts';
import { isExpired } from '#shared/platform/tables/expiry.ts';
import { accountKey } from '#shared/platform/tables/portal-keys.ts';
import { type Notices, noticeKey, noticeRecipientKey, noticeSchema, type SentNotice } from './notice.ts';

const accountSchema = v.object({ email: v.string(), language, state: v.string() });
const recipientSchema = v.object({ to: v.string(), language, expiresAt: v.number() });

const pageSize = 100;

/** Notices in the portal's table. */
export const dynamoNotices = (client: DynamoDBClient, table: string): Notices => {
  const keyOf = ({ noticeId }: SentNotice) => ({ TableName: table, Key: toItem(noticeKey(noticeId)) });

  /** False if the condition fails. */
  async function update(input: UpdateItemCommandInput): Promise<boolean> {
    const { done } = await conditional(client.send(new UpdateItemCommand(input)));
    return done;
  }

  return {
    async read(after) {
      const page = { keyOf: noticeKey, schema: noticeSchema, after, limit: pageSize };
      const { items, ...rest } = await readWaitingPage(client, table, page);
      return { waiting: items.map(({ id, value }) => ({ noticeId: id, notice: value })), ...rest };
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

    async remove(notice) {
      await transact(client, {
        notice: { Delete: keyOf(notice) },
        recipient: { Delete: { TableName: table, Key: toItem(noticeRecipientKey(notice)) } },
      });
    },

    takeLockMail: ({ accountId, noticeId, at, lockedUntil }) =>
      update({
        TableName: table,
        Key: toItem(accountKey(accountId)),
        UpdateExpression: 'SET lockMail = :mail',
        ConditionExpression:
          '#state = :active AND (attribute_not_exists(lockMail) OR lockMail.lockedUntil <= :at OR lockMail.noticeId = :noticeId)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ...{ ':active': 'active', ':at': at, ':noticeId': noticeId },
          ':mail': { noticeId, lockedUntil },
        }),
      }),

    async recipientOf(notice, now) {
      if (notice.kind === 'contact-changed' || notice.kind === 'registration-contested') {
        const kept = await getItem(client, table, noticeRecipientKey(notice), recipientSchema);
        return kept && !isExpired(kept, now) ? { to: kept.to, language: kept.language } : undefined;
      }
      const account = await getItem(client, table, accountKey(notice.accountId), accountSchema);
      if (account?.state === 'frozen') return 'frozen';
      return account?.state === 'active' ? { to: account.email, language: account.language } : undefined;
    },
  };
};
