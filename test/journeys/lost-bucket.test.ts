import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCustomer } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { aReader } from '#test/support/portal/cancelling.ts';
import { advance, mailsTo, timeNow } from '#test/support/portal/control.ts';
import { linkDocument, listDocuments, type Session, signIn } from '#test/support/portal/customer.ts';
import {
  allWorkedOff,
  aPdf,
  keysUnder,
  readObject,
  refusalOf,
  registerAtInsurer,
  uploadDocument,
} from '#test/support/portal/insurer.ts';
import { openPortal, type Portal } from '#test/support/portal/portal.ts';
import { stackWith } from '#test/support/portal/stack-with.ts';

let directory: string;
let portal: Portal;
const stacks: Awaited<ReturnType<typeof stackWith>>[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lost-bucket-'));
  portal = await openPortal(undefined, directory);
});
afterAll(async () => {
  await portal?.close();
  for (const stack of stacks) await stack.remove();
  await rm(directory, { recursive: true, force: true });
});

/** A deployment with these settings; the time goes on where it was. */
async function deploy(settings: Record<string, unknown>) {
  const elapsed = (await timeNow(portal)).getTime() - Date.now();
  await portal.close();
  const stack = await stackWith(settings);
  stacks.push(stack);
  portal = await openPortal(stack, directory);
  await advance(portal, `PT${Math.max(1, Math.ceil(elapsed / 1000))}S`);
}

/** The operator's command, as the runbook has it; what it prints. */
async function restoreDocuments(): Promise<string> {
  const { PortalTable, DocumentsBucket } = portal.outputs;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[join(import.meta.dirname, '../../bin/operate.ts'), 'restore', 'documents'],
    ...['--table', PortalTable, '--bucket', DocumentsBucket, '--endpoint-url', portal.aws],
  ]);
  return stdout;
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
  const customer = aCustomer();
  await registerAtInsurer(portal, customer);
  const { session } = await aReader(portal, customer);
  await refusalOf(portal, await uploadDocument(portal, 'UNKNOWN', aPdf()));
  await allWorkedOff(portal);
  const before = await bytesOf(session);
  const mails = (await mailsTo(portal, customer.email)).length;
  const reports = await keysUnder(portal, 'reports/documents/');
  const keys = await keysUnder(portal, 'documents/');
  const copies = await Promise.all(keys.map(async (key) => ({ key, bytes: await readObject(portal, key) })));
  const former = portal.outputs.DocumentsBucket;

  await deploy({ documentsGeneration: 2, deliveries: 'paused' });
  expect(portal.outputs.DocumentsBucket).not.toBe(former);
  expect(await bytesOf(await signIn(portal, customer))).toEqual(['status 403']);
  // What AWS Backup does: each object's newest version, under another version id. Meanwhile the insurer goes on.
  for (const { key: Key, bytes: Body } of copies)
    await portal.s3.send(new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key, Body }));
  const later = aPdf();
  await uploadDocument(portal, customer.policies[0].policyNumber, later);

  expect(await restoreDocuments()).toBe(
    '1 objects are documents again, 0 repeat one, 1 were refused\n' +
      '0 were tied before, 1 are still to be delivered\n0 documents have no bytes in this bucket\n',
  );
  expect(await restoreDocuments()).toContain('0 objects are documents again');
  expect(await bytesOf(await signIn(portal, customer))).toEqual(before);
  expect((await mailsTo(portal, customer.email)).length).toBe(mails);

  await deploy({ documentsGeneration: 2 });
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
