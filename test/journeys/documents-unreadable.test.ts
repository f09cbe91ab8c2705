import { DeleteObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCustomer, unique } from '#test/builders/customer.ts';
import { eventually } from '#test/support/eventually.ts';
import { advance, functionLogs } from '#test/support/portal/control.ts';
import { listDocuments, type Session, signUp } from '#test/support/portal/customer.ts';
import { addFault, pendingFaults } from '#test/support/portal/faults.ts';
import { allWorkedOff, aPdf, readObject, refusalOf, registerAtInsurer } from '#test/support/portal/insurer.ts';
import type { Portal } from '#test/support/portal/portal.ts';
import { depth } from '#test/support/portal/queues.ts';
import { openFastPortal } from './fast-portal.ts';

let portal: Portal;
let policyNumber: string;
let session: Session;
beforeAll(async () => {
  portal = await openFastPortal();
  const customer = aCustomer();
  [{ policyNumber }] = customer.policies;
  await registerAtInsurer(portal, customer);
  session = await signUp(portal, customer);
});
afterAll(() => portal?.close());

const kmsKey = 'arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const kept = {
  archived: { StorageClass: 'GLACIER' },
  'foreign-key': { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKey },
} as const satisfies Record<string, Partial<PutObjectCommandInput>>;

async function put(Key: string, Body: Buffer | string, how: Partial<PutObjectCommandInput> = {}) {
  const { VersionId: versionId = '' } = await portal.s3.send(
    new PutObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key, Body, ...how }),
  );
  return { key: Key, versionId };
}
const outcomesOf = async (name: string) =>
  (await functionLogs(portal)).filter((line) => line.function.includes(name)).map(({ line }) => line);

describe.each(Object.entries(kept))('R9.3 a file that S3 does not give: %s', (reason, how) => {
  it('as a document is reported for paper, and nothing is parked', async () => {
    const before = await listDocuments(portal, session);
    const upload = await put(`documents/${policyNumber}/${unique()}.pdf`, aPdf(), how);
    expect(await refusalOf(portal, upload)).toMatchObject({ ...upload, reason });
    await allWorkedOff(portal);
    expect(await listDocuments(portal, session)).toEqual(before);
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(0);
  });

  it('as a registry file is refused as a whole, with its reason', async () => {
    const name = unique();
    await put(`registry/${name}.csv`, 'policyNumber\n', how);
    const report = await eventually('the report', async () => {
      const text = (await readObject(portal, `reports/registry/${name}.json`))?.toString() ?? '';
      return text.includes('"failed"') ? text : undefined;
    });
    expect(JSON.parse(report)).toMatchObject({ state: 'failed', reason });
  });

  it('as a withdrawal is reported as one that cannot be read', async () => {
    const name = unique();
    await put(`withdraw/${policyNumber}/${name}.pdf.json`, '{"reason":"Tévedés"}', how);
    const report = await eventually('the report', () =>
      readObject(portal, `reports/withdrawals/${policyNumber}/${name}.pdf.json`),
    );
    expect(JSON.parse(report.toString())).toMatchObject({ state: 'refused', reason: 'unreadable-marker' });
  });
});

describe('R9.3 a version that is deleted before it is read', () => {
  it('is reported as gone: S3 answers 403, since the portal may not list the bucket', async () => {
    await addFault(portal, { service: 's3', operation: 'GetObject', error: 'SlowDown', times: 3 });
    const upload = await put(`documents/${policyNumber}/${unique()}.pdf`, aPdf());
    await eventually('the first attempt', async () => ((await pendingFaults(portal)) === 0 ? true : undefined));
    const { key: Key, versionId: VersionId } = upload;
    await portal.s3.send(new DeleteObjectCommand({ Bucket: portal.outputs.DocumentsBucket, Key, VersionId }));
    await advance(portal, 'PT8M');
    expect(await refusalOf(portal, upload)).toMatchObject({ ...upload, reason: 'gone' });
    await allWorkedOff(portal);
    expect((await depth(portal, 'deliver-document-parked')).waiting).toBe(0);
  });
});

it('R5.1 S3 tries each queue when the bucket is made: every worker logs that, and parks nothing', async () => {
  for (const name of ['deliver-document', 'import-registry', 'withdraw-document']) {
    await eventually(name, async () =>
      (await outcomesOf(name)).some((line) => line.includes('"outcome":"test-event"')) ? true : undefined,
    );
    expect((await depth(portal, `${name}-parked`)).waiting).toBe(0);
  }
});
