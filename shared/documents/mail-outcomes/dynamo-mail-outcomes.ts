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
     * known, so their order does not matter; of two at the same instant the failure counts.
     */
    async noteOnAccount({ accountId, address, at }, reachable) {
      const [change, condition] = reachable
        ? [
            'SET mailReachedAt = :at REMOVE mailUnreachableSince',
            '(attribute_not_exists(mailReachedAt) OR mailReachedAt < :at) AND (attribute_not_exists(mailFailedAt) OR mailFailedAt < :at)',
          ]
        : [
            'SET mailFailedAt = :at, mailUnreachableSince = if_not_exists(mailUnreachableSince, :at)',
            '(attribute_not_exists(mailFailedAt) OR mailFailedAt < :at) AND (attribute_not_exists(mailReachedAt) OR mailReachedAt <= :at)',
          ];
      await update(accountKey(accountId), change, `email = :address AND ${condition}`, {
        ':address': address,
        ':at': at.toISOString(),
      });
    },
  };
};
