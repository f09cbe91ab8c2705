import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { transact } from '#shared/platform/tables/dynamo-transact.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountKey, accountPartition } from '#shared/platform/tables/portal-keys.ts';
import type { FollowedOutcome, MailLog } from './mail-log.ts';

/** An account's mails are in its partition and deleted with it (R11.1). */
export const mailPrefix = 'MAIL#';

/** How long the helpdesk sees a mail, in ms. */
const kept = 90 * 24 * 60 * 60 * 1000;

const rankOf: Readonly<Record<FollowedOutcome, number>> = { delivered: 1, bounced: 2, rejected: 2, complained: 3 };

const mailKey = (accountId: string, attempt: string) =>
  toItem({ pk: accountPartition(accountId), sk: `${mailPrefix}${attempt}` });

/** The mail log in the portal's table: purposes and outcomes, neither addresses nor texts (R10.2). */
export const dynamoMailLog = (client: DynamoDBClient, table: string): MailLog => ({
  async noteSent({ accountId, attempt, purpose, at }) {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: mailKey(accountId, attempt),
        UpdateExpression: 'SET purpose = :purpose, expiresAt = :until',
        ExpressionAttributeValues: toItem({
          ':purpose': purpose,
          ':until': expiresAt(new Date(at.getTime() + kept)),
        }),
      }),
    );
  },

  async noteOutcome({ accountId, attempt, outcome, at }) {
    const written = await transact(client, {
      outcome: {
        Update: {
          TableName: table,
          Key: mailKey(accountId, attempt),
          UpdateExpression: 'SET #rank = :rank, #outcome = :outcome, outcomeAt = :at, expiresAt = :until',
          ConditionExpression: 'attribute_not_exists(#rank) OR #rank < :rank',
          ExpressionAttributeNames: { '#rank': 'rank', '#outcome': 'outcome' },
          ExpressionAttributeValues: toItem({
            ':rank': rankOf[outcome],
            ':outcome': outcome,
            ':at': at.toISOString(),
            ':until': expiresAt(new Date(at.getTime() + kept)),
          }),
        },
      },
      account: {
        ConditionCheck: {
          TableName: table,
          Key: toItem(accountKey(accountId)),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    });
    return written.done || !written.failed.has('account');
  },
});
