import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { withdrawnState } from '#shared/documents/reading/document.ts';
import { conditional } from '#shared/platform/tables/dynamo-conditional.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { documentKey } from '#shared/platform/tables/portal-keys.ts';

const markedSchema = v.object({ state: v.string(), announcedAt: v.optional(v.string()) });

/**
 * Marks a document after the mail service took its mail, so that no worker sends it again (R5.1). A second mark keeps the time of
 * the first. Does nothing if the document is gone.
 */
export async function markAnnounced(
  client: DynamoDBClient,
  table: string,
  { accountId, documentId }: { readonly accountId: string; readonly documentId: string },
  at: Date,
): Promise<void> {
  const Key = toItem(documentKey(accountId, documentId));
  const marked = await conditional(
    client.send(
      new UpdateItemCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET #state = :announced, announcedAt = :at REMOVE leaseUntil',
        ConditionExpression: '#state = :announcing',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: toItem({
          ':announced': 'announced',
          ':announcing': 'announcing',
          ':at': at.toISOString(),
        }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ),
  );
  if (marked.done || !marked.item) return;
  const found = fromItem(markedSchema, marked.item);
  // The document was withdrawn while its mail was on the way: the mail was sent, so the evidence must say so.
  if (found.state === withdrawnState && found.announcedAt === undefined)
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET announcedAt = if_not_exists(announcedAt, :at)',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: toItem({ ':at': at.toISOString() }),
      }),
    );
}
