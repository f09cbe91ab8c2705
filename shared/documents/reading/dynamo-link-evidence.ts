import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import { instant } from '#shared/platform/instant.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt } from '#shared/platform/tables/expiry.ts';
import { accountPartition, evidenceKey, evidencePrefix } from '#shared/platform/tables/portal-keys.ts';
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
