import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { withdrawnState } from '#shared/documents/reading/document.ts';
import { fromItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { documentKey } from '#shared/platform/tables/portal-keys.ts';

const standingSchema = v.object({ state: v.string(), announcedAt: v.optional(v.string()) });

/**
 * Marks a document whose mail was taken by the mail service: nobody sends it again. Of several marks the first one's time
 * stays. Does nothing for a document that is gone.
 */
export async function markAnnounced(
  client: DynamoDBClient,
  table: string,
  { accountId, documentId }: { readonly accountId: string; readonly documentId: string },
  at: Date,
): Promise<void> {
  const Key = toItem(documentKey(accountId, documentId));
  try {
    await client.send(
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
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const standing = error.Item && fromItem(standingSchema, error.Item);
    // Withdrawn while its mail was on the way: the mail went out all the same, and the evidence says so.
    if (standing?.state === withdrawnState && standing.announcedAt === undefined)
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
}
