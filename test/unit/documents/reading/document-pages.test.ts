import { CreateTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { aDynamoDb } from 'template-host/testing/dynamodb-builder';
import { describe, expect, it } from 'vitest';
import { accessEnd } from '#shared/documents/reading/access-window.ts';
import { dynamoDocuments, policyOrder } from '#shared/documents/reading/dynamo-documents.ts';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { accountKey, documentKey } from '#shared/platform/tables/portal-keys.ts';
import { dynamoAccounts } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { anAccount } from '#test/builders/account.ts';
import { aDocument } from '#test/builders/document.ts';
import { listDocuments } from '../../../../functions/list-documents/list-documents.ts';

/** The portal's table, with the index that lists a policy's documents. */
const table = 'Documents';
const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
const createTable = new CreateTableCommand({
  TableName: table,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text('pk'), text('sk'), text('policyOrder')],
  KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
  LocalSecondaryIndexes: [
    {
      IndexName: 'by-policy',
      KeySchema: [key('pk', 'HASH'), key('policyOrder', 'RANGE')],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});

const uploadedAt = new Date('2027-01-31T09:00:00Z');
const midnight = accessEnd(uploadedAt);
const beforeMidnight = new Date(midnight.getTime() - 1);

/** A customer with so many documents of one day, newest first, and the endpoint at a time that the test names. */
async function aCustomerWith(count: number) {
  const { client } = await aDynamoDb();
  await client.send(createTable);
  await client.send(new PutItemCommand({ TableName: table, Item: toItem({ ...accountKey('sub-1'), ...anAccount() }) }));
  const documents = Array.from({ length: count }, (_, at) =>
    aDocument({ uploadedAt: new Date(uploadedAt.getTime() - at), versionId: `v-${at}` }),
  );
  for (const document of documents)
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: toItem({
          ...documentKey('sub-1', document.documentId),
          ...document,
          uploadedAt: document.uploadedAt.toISOString(),
          policyOrder: policyOrder(document.policyNumber, document.documentId),
        }),
      }),
    );
  const list = async (now: Date, query: { readonly cursor?: string; readonly policy?: string }) => {
    const { behave } = listDocuments({
      accounts: dynamoAccounts(client, table),
      documents: dynamoDocuments(client, table),
      now: () => now,
    });
    const session = { accountId: 'sub-1', username: 'anna', issuedAt: 1_800_000_000, sessionId: 's-1' };
    const call = { session, query, path: undefined, body: undefined, cookies: {}, viewerAddress: '192.0.2.1' };
    return (await behave(call)).body;
  };
  return { ids: documents.map(({ documentId }) => documentId), list };
}

describe.each([{ filter: {} }, { filter: { policy: 'P-1' } }])('pages of documents with %j', ({ filter }) => {
  it('R6.2 R7.1 the page after midnight is the end of the list when the window has passed its start', async () => {
    const { ids, list } = await aCustomerWith(102);
    const first = await list(beforeMidnight, filter);
    expect(first.documents.map(({ documentId }) => documentId)).toEqual(ids.slice(0, 100));
    const cursor = first.cursor ?? '';
    const second = await list(beforeMidnight, { ...filter, cursor });
    expect(second.documents.map(({ documentId }) => documentId)).toEqual(ids.slice(100));
    expect(await list(midnight, { ...filter, cursor })).toEqual({ documents: [] });
  });

  it.each(['0', '7', 'I', 'Z'])(
    'R12.2 26 times %s as a cursor is the end or the first page, never a 500',
    async (character) => {
      const { ids, list } = await aCustomerWith(2);
      const cursor = Buffer.from(character.repeat(26)).toString('base64url');
      const { documents } = await list(beforeMidnight, { ...filter, cursor });
      expect(documents.map(({ documentId }) => documentId)).toEqual(character === '0' ? [] : ids);
    },
  );
});
