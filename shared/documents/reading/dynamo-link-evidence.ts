import { type DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountPartition, documentKey, evidenceKey, evidencePrefix } from '#shared/platform/tables/portal-keys.ts';
import { accessEnd } from './access-window.ts';
import { type LinkEvidence, notingPatience } from './evidence.ts';

const linkSchema = v.object({
  disposition: v.picklist(['inline', 'attachment']),
  at: instant,
});

/** Issued links as items of the account, beside the document; they expire with it. */
export const dynamoLinkEvidence = (client: DynamoDBClient, table: string): LinkEvidence => ({
  async note(accountId, documentId, { disposition, at }) {
    const item = {
      ...evidenceKey(accountId, documentId, `${at.toISOString()}#${disposition}`),
      disposition,
      at: at.toISOString(),
      expiresAt: expiresAt(accessEnd(uploadTimeOf(documentId))),
    };
    await client.send(new PutItemCommand({ TableName: table, Item: toItem(item) }), {
      abortSignal: AbortSignal.timeout(notingPatience),
    });
  },

  async markRead(accountId, documentId, at) {
    const update = new UpdateItemCommand({
      TableName: table,
      Key: toItem(documentKey(accountId, documentId)),
      UpdateExpression: 'SET readAt = :at',
      // An update without this would bring back a document that was erased meanwhile (R11.1).
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(readAt)',
      ExpressionAttributeValues: toItem({ ':at': at.toISOString() }),
    });
    await conditional(client.send(update, { abortSignal: AbortSignal.timeout(notingPatience) }));
  },

  async newest(accountId, documentId, most) {
    const { Items: items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: toItem({
          ':pk': accountPartition(accountId),
          ':prefix': evidencePrefix(documentId),
        }),
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return items.map((item) => fromItem(linkSchema, item));
  },
});
