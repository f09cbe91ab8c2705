import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { toItem } from '#shared/platform/tables/dynamo-table.ts';
import { storedVersionKey } from '#shared/platform/tables/portal-keys.ts';
import { eventually } from '#test/support/eventually.ts';
import { aReader } from '#test/support/portal/cancelling.ts';
import { mailsTo } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, type Session, signIn } from '#test/support/portal/customer.ts';
import { anInsuredPerson } from '#test/support/portal/insured-persons.ts';
import { allWorkedOff, aPdf, keysUnder, readObject, refusalOf, uploadDocument } from '#test/support/portal/insurer.ts';
import { keptPortal } from '#test/support/portal/kept-portal.ts';
import { operated } from '#test/support/portal/operate.ts';

const { portal: first, deploy } = await keptPortal();
let portal = first;

/** The operator's command, as the runbook has it; what it prints. */
function restoreDocuments(): Promise<string> {
  const { PortalTable, DocumentsBucket } = portal.outputs;
  return operated(portal, 'restore', 'documents', '--table', PortalTable, '--bucket', DocumentsBucket);
}

async function bytesOf(session: Session): Promise<readonly string[]> {
  const { documents } = await listDocuments(portal, session);
  return Promise.all(
    documents.map(async ({ documentId }) => {
      const answer = await fetch((await linkDocument(portal, session, documentId)).url);
      return answer.ok ? Buffer.from(await answer.arrayBuffer()).toString('base64') : `status ${answer.status}`;
    }),
  );
}

it('a bucket thrown away and restored keeps every customer’s documents, and delivers and reports none again', async () => {
  const customer = await anInsuredPerson(portal);
  const { session, upload } = await aReader(portal, customer);
  await refusalOf(portal, await uploadDocument(portal, 'UNKNOWN', aPdf()));
  await allWorkedOff(portal);
  const before = await bytesOf(session);
  const mails = (await mailsTo(portal, customer.email)).length;
  const reports = await keysUnder(portal, 'reports/documents/');
  const keys = await keysUnder(portal, 'documents/');
  const copies = await Promise.all(keys.map(async (key) => ({ key, bytes: await readObject(portal, key) })));
  const former = portal.outputs.DocumentsBucket;

  portal = await deploy({ documentsGeneration: 2, deliveries: 'paused' });
  expect(portal.outputs.DocumentsBucket).not.toBe(former);
  expect(await bytesOf(await signIn(portal, customer))).toEqual(['status 403']);
  // What AWS Backup does: each object's newest version, under another version id. Meanwhile the insurer goes on.
  const restored = new Map<string, string>();
  for (const { key: Key, bytes: Body } of copies) {
    const put = new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key, Body });
    restored.set(Key, (await portal.s3.send(put)).VersionId ?? '');
  }
  const later = aPdf();
  await uploadDocument(portal, customer.policies[0].policyNumber, later);

  expect(await restoreDocuments()).toBe(
    '1 objects are documents again, 0 repeat one, 1 were refused\n' +
      '0 were tied before, 1 are still to be delivered\n0 documents have no bytes in this bucket\n',
  );
  expect(await restoreDocuments()).toContain('0 objects are documents again');
  // R6.2 the bytes end thirteen months after the upload, not after the restore.
  const [document] = (await listDocuments(portal, await signIn(portal, customer))).documents;
  const key = upload.key;
  const end = storedVersionKey(new Date(document?.availableUntil ?? ''), { key, versionId: restored.get(key) ?? '' });
  const { Item: note } = await portal.dynamo.send(
    new GetItemCommand({ TableName: portal.outputs.PortalTable, Key: toItem(end) }),
  );
  expect(note).toBeDefined();
  expect(await bytesOf(await signIn(portal, customer))).toEqual(before);
  expect((await mailsTo(portal, customer.email)).length).toBe(mails);

  portal = await deploy({ documentsGeneration: 2 });
  const again = await signIn(portal, customer);
  await eventually('the later document', async () =>
    (await listDocuments(portal, again)).documents.length === 2 ? true : undefined,
  );
  await allWorkedOff(portal);
  expect(await bytesOf(again)).toEqual([later.toString('base64'), ...before]);
  expect((await mailsTo(portal, customer.email)).length).toBe(mails + 1);
  // The report on what was refused is the same file again.
  expect(await keysUnder(portal, 'reports/documents/')).toEqual(reports);
});
