import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { firstIdAt } from '#shared/documents/delivery/document-id.ts';
import { readable } from '#shared/platform/tables/dynamo-readable.ts';
import { getItem, toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountPartition, documentKey, documentPrefix } from '#shared/platform/tables/portal-keys.ts';
import { earliestReadableUpload } from './access-window.ts';
import type { DocumentListing, DocumentPage, DocumentStore } from './document.ts';
import { type Document, documentSchema } from './document.ts';

/** A whole first screen with its counts for nearly every customer (R7.1a): 13 months are rarely over 200 documents. */
const pageSize = 100;
/** Sorts after every document id. */
const lastId = '~';

/** The sort key of the index by policy. */
export const policyOrder = (policyNumber: string, documentId: string) => `${policyNumber}#${documentId}`;

/** The index and the range that a listing reads. The access window is part of the key condition (R6.2). */
function range({ policyNumber }: DocumentListing, first: string) {
  return policyNumber === undefined
    ? { sortKey: 'sk', from: `${documentPrefix}${first}`, to: `${documentPrefix}${lastId}` }
    : {
        index: 'by-policy',
        sortKey: 'policyOrder',
        from: policyOrder(policyNumber, first),
        to: policyOrder(policyNumber, lastId),
      };
}

/** The start of the next page. It is made from the account's own key, so a forged cursor reaches no other account. */
function startKey({ accountId, policyNumber, after }: DocumentListing) {
  if (after === undefined) return {};
  const key = documentKey(accountId, after);
  return {
    ExclusiveStartKey: toItem(
      policyNumber === undefined ? key : { ...key, policyOrder: policyOrder(policyNumber, after) },
    ),
  };
}

/** Documents in the portal's table: a page is one Query, a document is one GetItem. */
export const dynamoDocuments = (client: DynamoDBClient, table: string): DocumentStore => ({
  async list(listing): Promise<DocumentPage> {
    const first = firstIdAt(earliestReadableUpload(listing.now));
    // DynamoDB refuses a start outside the range. At midnight the window may have moved past the previous page.
    if (listing.after !== undefined && listing.after < first) return { documents: [] };
    const { index, sortKey, from, to } = range(listing, first);
    const { Items: items = [], LastEvaluatedKey: last } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        // The customer may come from the mail about a document, so the list must already show it.
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#sk': sortKey },
        ExpressionAttributeValues: toItem({ ':pk': accountPartition(listing.accountId), ':from': from, ':to': to }),
        ScanIndexForward: false,
        Limit: pageSize,
        ...startKey(listing),
      }),
    );
    const documents: Document[] = [...readable(documentSchema, items)];
    const next = last?.sk?.S?.slice(documentPrefix.length);
    return next === undefined ? { documents } : { documents, next };
  },

  find: (accountId, documentId) => getItem(client, table, documentKey(accountId, documentId), documentSchema),
});
