import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from 'vitest';
import { expectProblem } from '#test/support/portal/api.ts';
import { advanceTo, resetClock, timeNow } from '#test/support/portal/control.ts';
import { askForLink, linkDocument, listDocuments, signIn } from '#test/support/portal/customer.ts';
import { aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, uploadDocument } from '#test/support/portal/insurer.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
afterAll(() => resetClock(portal));

/** Whether the table holds the document's item, read as the account's owner. */
async function isInTable(documentId: string): Promise<boolean> {
  const { Items: items = [] } = await portal.dynamo.send(
    new ScanCommand({
      TableName: portal.outputs.PortalTable,
      FilterExpression: 'documentId = :id AND attribute_exists(versionId)',
      ExpressionAttributeValues: { ':id': { S: documentId } },
    }),
  );
  return items.length > 0;
}

async function aCustomerWithDocument() {
  const { customer, session } = await aSignedUpPerson(portal);
  await uploadDocument(portal, customer.policies[0].policyNumber, aPdf());
  await allWorkedOff(portal);
  const [document] = (await listDocuments(portal, session)).documents;
  if (!document) throw new Error('no document');
  return { customer, session, document };
}

it('R6.2 a document is readable up to the last moment of its window, and links end with it', async () => {
  const { customer, document } = await aCustomerWithDocument();
  const end = new Date(document.availableUntil);
  // A minute before the end: time enough to sign in and ask, on a slow machine, too.
  await advanceTo(portal, new Date(end.getTime() - 60_000));
  const session = await signIn(portal, customer);
  expect((await listDocuments(portal, session)).documents).toHaveLength(1);
  const link = await linkDocument(portal, session, document.documentId);
  expect(Date.parse(link.expiresAt)).toBeLessThanOrEqual(end.getTime());
  expect((await fetch(link.url)).status).toBe(200);

  await advanceTo(portal, new Date(end.getTime() + 1));
  expect(await listDocuments(portal, session)).toEqual({ documents: [] });
  expectProblem(await askForLink(portal, session, document.documentId), 'document-not-found');
  expect((await fetch(link.url)).status).toBe(403);
  expect(await isInTable(document.documentId)).toBe(true);
});

it('R6.1 a day after its 13 months a document is neither listed nor linked, though its item is still there', async () => {
  const { customer, session, document } = await aCustomerWithDocument();
  const earlier = await linkDocument(portal, session, document.documentId);
  const from = await timeNow(portal);
  // Not 13 months from now: of the 30th or 31st they may end earlier than the window, whose day is Budapest's.
  await advanceTo(portal, new Date(Date.parse(document.availableUntil) + 86_400_000));
  expect((await timeNow(portal)).getTime() - from.getTime()).toBeGreaterThan(390 * 86_400_000);
  const later = await signIn(portal, customer);
  expect(await isInTable(document.documentId)).toBe(true);
  expect(await listDocuments(portal, later)).toEqual({ documents: [] });
  const query = `?policy=${encodeURIComponent(document.policyNumber)}`;
  expect(await listDocuments(portal, later, query)).toEqual({ documents: [] });
  expectProblem(await askForLink(portal, later, document.documentId), 'document-not-found');
  expect((await fetch(earlier.url)).status).toBe(403);

  // Housekeeping comes later, and changes nothing for anybody.
  await fetch(`${portal.url}/_local/ttl`, { method: 'POST' });
  expect(await isInTable(document.documentId)).toBe(false);
  expectProblem(await askForLink(portal, later, document.documentId), 'document-not-found');
});
