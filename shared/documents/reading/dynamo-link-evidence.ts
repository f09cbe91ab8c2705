import { type DynamoDBClient, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { uploadTimeOf } from '#shared/documents/delivery/document-id.ts';
import { instant } from '#shared/platform/instant.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { expiresAt, provedUntil } from '#shared/platform/tables/expiry.ts';
import {
  accountPartition,
  documentKey,
  evidenceKey,
  evidencePrefix,
  type Key,
  proofKey,
} from '#shared/platform/tables/portal-keys.ts';
import { accessEnd } from './access-window.ts';
import { type LinkEvidence, notingPatience } from './evidence.ts';

const linkSchema = v.object({
  disposition: v.picklist(['inline', 'attachment']),
  at: instant,
});

/**
 * Notes issued links twice: in the account beside the document, where the customer sees them and they expire with it; and for
 * `years` years where they outlive the account, with the session.
 */
export const dynamoLinkNotes = (
  client: DynamoDBClient,
  table: string,
  years: number,
): Pick<LinkEvidence, 'note' | 'markRead'> => ({
  async note(accountId, documentId, { disposition, at, sessionId }) {
    const abortSignal = AbortSignal.timeout(notingPatience);
    const put = (key: Key, item: object) =>
      client.send(new PutItemCommand({ TableName: table, Item: toItem({ ...key, ...item }) }), { abortSignal });
    const link = { disposition, at: at.toISOString() };
    const entry = `${link.at}#${disposition}`;
    await Promise.all([
      put(evidenceKey(accountId, documentId, entry), {
        ...link,
        expiresAt: expiresAt(accessEnd(uploadTimeOf(documentId))),
      }),
      put(proofKey(documentId, `${entry}#${sessionId ?? ''}`), {
        ...link,
        accountId,
        sessionId,
        expiresAt: provedUntil(at, years),
      }),
    ]);
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
});

/** The issued links that the customer sees. */
export const dynamoIssuedLinks = (client: DynamoDBClient, table: string): Pick<LinkEvidence, 'newest'> => ({
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
