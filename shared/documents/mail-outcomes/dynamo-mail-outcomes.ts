import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { markAnnounced } from '#shared/documents/delivery/dynamo-announcement.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, documentKey, type Key } from '#shared/platform/tables/portal-keys.ts';
import type { MailOutcome, MailOutcomes } from './mail-outcomes.ts';

const documentSchema = v.object({
  documentId: v.string(),
  key: v.string(),
  policyNumber: v.string(),
  announcedAt: v.optional(v.string()),
});

/** The attribute in which the document keeps each outcome. */
const attributeOf: Readonly<Record<Exclude<MailOutcome, 'sent'>, string>> = {
  delivered: 'deliveredAt',
  bounced: 'bouncedAt',
  'bounced-temporarily': 'bouncedAt',
  complained: 'complainedAt',
  rejected: 'rejectedAt',
};

/** Outcomes of documents' mails in the portal's table. */
export const dynamoMailOutcomes = (client: DynamoDBClient, table: string): MailOutcomes => {
  /** Updates an item and returns it; undefined if the condition fails. */
  async function update(key: Key, change: string, condition: string, values: object, names?: Record<string, string>) {
    const updated = await conditional(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem(key),
          UpdateExpression: change,
          ConditionExpression: condition,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: toItem(values),
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return updated.done ? updated.answer.Attributes : undefined;
  }

  return {
    async noteOnDocument({ accountId, documentId, outcome, at }) {
      if (outcome === 'sent') {
        await markAnnounced(client, table, { accountId, documentId }, at);
        return undefined;
      }
      const item = await update(
        documentKey(accountId, documentId),
        'SET #outcome = if_not_exists(#outcome, :at)',
        'attribute_exists(pk)',
        { ':at': at.toISOString() },
        { '#outcome': attributeOf[outcome] },
      );
      if (!item) return undefined;
      const document = fromItem(documentSchema, item);
      // The Send event may be lost or late, but a mail with any outcome was sent.
      if (document.announcedAt === undefined) await markAnnounced(client, table, { accountId, documentId }, at);
      return document;
    },

    /**
     * The account keeps the times when mail last reached its address and last failed. An event counts only if no later one is
     * known, so their order does not matter; of two at the same instant the failure counts. A complaint outweighs bounces as the
     * reason: it puts the address on SES's suppression list, and later mails bounce for that.
     */
    async noteOnAccount({ accountId, address, at }, outcome) {
      const values = { ':address': address, ':at': at.toISOString() };
      const key = accountKey(accountId);
      const noLaterReach = '(attribute_not_exists(mailReachedAt) OR mailReachedAt <= :at)';
      if (outcome === 'reached') {
        const change = 'SET mailReachedAt = :at REMOVE mailUnreachableSince, mailUnreachableReason';
        const isNewest =
          '(attribute_not_exists(mailReachedAt) OR mailReachedAt < :at) AND (attribute_not_exists(mailFailedAt) OR mailFailedAt < :at)';
        await update(key, change, `email = :address AND ${isNewest}`, values);
        return;
      }
      const reason = outcome === 'complained' ? ':reason' : 'if_not_exists(mailUnreachableReason, :reason)';
      const noted = await update(
        key,
        `SET mailFailedAt = :at, mailUnreachableSince = if_not_exists(mailUnreachableSince, :at), mailUnreachableReason = ${reason}`,
        `email = :address AND (attribute_not_exists(mailFailedAt) OR mailFailedAt < :at) AND ${noLaterReach}`,
        { ...values, ':reason': outcome },
      );
      // A later bounce is known already.
      if (!noted && outcome === 'complained')
        await update(
          key,
          'SET mailUnreachableReason = :reason',
          `email = :address AND mailFailedAt >= :at AND ${noLaterReach}`,
          { ':address': address, ':at': at.toISOString(), ':reason': outcome },
        );
    },
  };
};
