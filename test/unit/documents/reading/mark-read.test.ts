import { CreateTableCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { aDynamoDb } from 'template-host/testing/dynamodb-builder';
import { expect, it } from 'vitest';
import { dynamoDocuments } from '#shared/documents/reading/dynamo-documents.ts';
import { dynamoLinkNotes } from '#shared/documents/reading/dynamo-link-evidence.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { documentKey } from '#shared/platform/tables/portal-keys.ts';
import { aDocument } from '#test/builders/document.ts';

const table = 'Documents';
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const createTable = new CreateTableCommand({
  TableName: table,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text('pk'), text('sk')],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
});

/** An account with one unread document. */
async function anUnreadDocument() {
  const { client } = await aDynamoDb();
  await client.send(createTable);
  const { documentId, ...document } = aDocument();
  const key = toItem(documentKey('account-1', documentId));
  const item = { ...document, documentId, uploadedAt: document.uploadedAt.toISOString() };
  await client.send(new PutItemCommand({ TableName: table, Item: { ...key, ...toItem(item) } }));
  const { markRead } = dynamoLinkNotes(client, table, 5);
  return {
    markRead: (at: string) => markRead('account-1', documentId, new Date(at)),
    erase: () => client.send(new DeleteItemCommand({ TableName: table, Key: key })),
    find: () => dynamoDocuments(client, table).find('account-1', documentId),
  };
}

it('R7.1a of two first links the time of the one that comes first stays', async () => {
  const { markRead, find } = await anUnreadDocument();
  expect((await find())?.readAt).toBeUndefined();
  await markRead('2027-02-01T09:00:00Z');
  await markRead('2027-02-02T09:00:00Z');
  expect((await find())?.readAt).toEqual(new Date('2027-02-01T09:00:00Z'));
});

it('R11.1 marking a document that was erased meanwhile does not bring it back', async () => {
  const { markRead, erase, find } = await anUnreadDocument();
  await erase();
  await markRead('2027-02-01T09:00:00Z');
  expect(await find()).toBeUndefined();
});
