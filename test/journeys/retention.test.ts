import { BatchWriteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { afterTheQueue, aReader, cancel } from '#test/support/portal/cancelling.ts';
import { advance, advanceTo, idle, resetClock } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, signIn } from '#test/support/portal/customer.ts';
import { aRegisteredPerson, aSignedUpPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, keysUnder, registerAtInsurer, uploadDocument } from '#test/support/portal/insurer.ts';
import { operatedOn } from '#test/support/portal/operate.ts';
import { portalOfFile } from '#test/support/portal/portal-of-file.ts';

const portal = await portalOfFile();
afterAll(() => resetClock(portal));

const bucket = () => portal.outputs.DocumentsBucket;

/** Every version and delete marker under a prefix. */
async function versionsUnder(prefix: string): Promise<string[]> {
  const { Versions: versions = [], DeleteMarkers: markers = [] } = await portal.s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket(), Prefix: prefix }),
  );
  return [...versions, ...markers].map(({ Key: key, VersionId: id }) => `${key} ${id}`);
}

/** What the account's owner finds in the table that begins so. */
async function partitions(begins: string): Promise<{ pk: string; sk: string }[]> {
  const found: { pk: string; sk: string }[] = [];
  for await (const { Items: items = [] } of paginateScan(
    { client: portal.dynamo },
    { TableName: portal.outputs.PortalTable },
  ))
    for (const { pk, sk } of items) if (pk?.S?.startsWith(begins)) found.push({ pk: pk.S, sk: sk?.S ?? '' });
  return found;
}

/** As if TTL and lifecycle rules had run, which AWS does within days. */
const sweep = () => fetch(`${portal.url}/_local/ttl`, { method: 'POST' });

async function aCustomerWithEveryKindOfUpload() {
  const { customer, session } = await aSignedUpPerson(portal);
  const { policyNumber } = customer.policies[0];
  const bytes = aPdf();
  // Delivered, sent again as it was, replaced by another, deleted by a sync.
  await uploadDocument(portal, policyNumber, bytes, { fileName: 'a.pdf' });
  await allWorkedOff(portal);
  await uploadDocument(portal, policyNumber, bytes, { fileName: 'a.pdf' });
  await uploadDocument(portal, policyNumber, aPdf(), { fileName: 'a.pdf' });
  await uploadDocument(portal, policyNumber, aPdf(), { fileName: 'b.pdf' });
  await portal.s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key: `documents/${policyNumber}/b.pdf` }));
  // Refused, unfinished, and under a key that names no policy.
  await uploadDocument(portal, 'nobodys-policy', aPdf());
  await uploadDocument(portal, policyNumber, Buffer.from('no PDF'), { fileName: 'c.pdf' });
  await uploadDocument(portal, policyNumber, aPdf(), { fileName: 'd.pdf.part' });
  await portal.s3.send(new PutObjectCommand({ Bucket: bucket(), Key: 'documents/lost.pdf', Body: aPdf() }));
  await allWorkedOff(portal);
  const { documents } = await listDocuments(portal, session);
  return { customer, session, policyNumber, documents };
}

it('R6.2 13 months later every byte of every upload is gone, and R6.3 not a day before', async () => {
  const { customer, documents } = await aCustomerWithEveryKindOfUpload();
  expect(documents).toHaveLength(3);
  const stored = await versionsUnder('documents/');
  expect(stored).toHaveLength(9);
  const end = new Date(documents[0]?.availableUntil ?? '');

  await advanceTo(portal, new Date(end.getTime() - 60_000));
  await sweep();
  await idle(portal);
  // What was replaced or deleted can still be read; lifecycle rules took nothing.
  expect(await versionsUnder('documents/')).toEqual(stored);
  const session = await signIn(portal, customer);
  for (const { documentId } of documents)
    expect((await fetch((await linkDocument(portal, session, documentId)).url)).status).toBe(200);

  await advance(portal, 'P1D');
  await idle(portal);
  const left = await versionsUnder('documents/');
  // The marker of the deletion has no bytes; lifecycle rules take it.
  expect(left.map((version) => version.split(' ')[0])).toEqual([
    `documents/${customer.policies[0].policyNumber}/b.pdf`,
  ]);
  await sweep();
  expect(await versionsUnder('documents/')).toEqual([]);
  expect(await partitions('STORED#')).toEqual([]);
});

it('R6.2 what the insurer and the portal exchange is short-lived, with its versions', async () => {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  const marker = { Bucket: bucket(), Key: `withdraw/${customer.policies[0].policyNumber}/x.json` };
  for (const reason of ['first', 'second'])
    await portal.s3.send(new PutObjectCommand({ ...marker, Body: JSON.stringify({ reason }) }));
  await uploadDocument(portal, 'nobodys-policy', aPdf());
  await allWorkedOff(portal);
  await advance(portal, 'PT2M');
  await idle(portal);
  const folders = ['withdraw/', 'reports/withdrawals/', 'reports/documents/', 'changes/'];
  for (const folder of ['registry/', 'reports/registry/', ...folders])
    expect(await keysUnder(portal, folder), folder).not.toEqual([]);

  await advance(portal, 'P29D');
  await sweep();
  for (const folder of ['registry/', ...folders]) expect(await keysUnder(portal, folder), folder).not.toEqual([]);
  // A file of the first day, that another replaced, has gone after a day.
  expect(await versionsUnder('withdraw/')).toHaveLength(1);

  // Lifecycle rules work once a day: a marker at the end of the days, the version a day later, and then the marker.
  for (const later of ['P2D', 'P2D', 'P1D']) {
    await advance(portal, later);
    await sweep();
  }
  expect(await versionsUnder('registry/')).toEqual([]);
  for (const folder of ['reports/registry/', ...folders])
    expect(await keysUnder(portal, folder), folder).not.toEqual([]);

  for (const later of ['P58D', 'P2D', 'P1D']) {
    await advance(portal, later);
    await sweep();
  }
  for (const folder of ['withdraw/', 'reports/', 'changes/']) expect(await versionsUnder(folder), folder).toEqual([]);
});

it('R11.1 a cancelled registration leaves no bytes of its documents and no note of them', async () => {
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  const reader = await aReader(portal, customer);
  const before = await partitions('STORED#');
  expect(before).not.toEqual([]);
  expect((await cancel(portal, reader)).status).toBe(204);
  expect(await afterTheQueue(portal, reader)).toEqual([]);
  expect(await versionsUnder(`documents/${customer.policies[0].policyNumber}/`)).toEqual([]);
  const noted = (await partitions('STORED#')).filter(({ sk }) => sk.endsWith(`#${reader.upload.versionId}`));
  expect(noted).toEqual([]);
});

it('R6.2 documents of a release without notes go after the operator has noted them', async () => {
  const customer = await aRegisteredPerson(portal);
  const { policyNumber } = customer.policies[0];
  await uploadDocument(portal, policyNumber, aPdf());
  await allWorkedOff(portal);
  for (const Key of await partitions('STORED#'))
    await portal.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [portal.outputs.PortalTable]: [{ DeleteRequest: { Key: { pk: { S: Key.pk }, sk: { S: Key.sk } } } }],
        },
      }),
    );
  const printed = await operatedOn(portal, 'note-documents');
  expect(printed).toMatch(/^[1-9]\d* stored versions noted/);
  await advance(portal, 'P13M3D');
  await idle(portal);
  expect(await versionsUnder(`documents/${policyNumber}/`)).toEqual([]);
});
