import { documentIdOf } from '#shared/documents/delivery/document-id.ts';
import { dynamoDeliveries } from '#shared/documents/delivery/dynamo-deliveries.ts';
import { dynamoMailOutcomes } from '#shared/documents/mail-outcomes/dynamo-mail-outcomes.ts';
import { dynamoStoredVersions } from '#shared/documents/retention/dynamo-stored-versions.ts';
import { dynamoWithdrawals } from '#shared/documents/withdrawal/dynamo-withdrawals.ts';
import type { Redeliveries } from '#shared/documents/withdrawal/withdrawal.ts';
import type { Mailer } from '#shared/messages/mail/mail.ts';
import { aRow } from '#test/builders/registry.ts';
import { samplePdf } from '../../../bin/local/samples/pdf.ts';
import { deliverDocument } from '../../../functions/deliver-document/deliver-document.ts';
import { withdrawDocument } from '../../../functions/withdraw-document/withdraw-document.ts';
import { failing } from '../harness/failing.ts';
import { client, tables } from '../harness/played-dynamo.ts';
import { rowWriter } from '../portal/row-writer.ts';
import { quotaOf } from './quota.ts';
import { policyNumber, type Upload, type World } from './world.ts';

const bucket = 'documents';

/** What the insurer does: uploads, sends again, withdraws, and says whose the policy is. */
export function insurerOf(world: World, mailer: Mailer) {
  const { stage, random, queue } = world;
  const s3 = <T>(label: string, effect: () => Promise<T>) => stage.call(label, effect, [failing<T>('S3')]);
  let registryFiles = 0;

  const deliver = ({ bytes, object }: Upload) =>
    deliverDocument({
      deliveries: dynamoDeliveries(client, tables),
      stored: dynamoStoredVersions(client, tables.portal),
      uploads: {
        isReplaced: async () => false,
        open: () =>
          s3('GetObject', async () => ({
            ...{ size: bytes.length, kind: 'invoice' as const, customerId: undefined, close: () => undefined },
            bytes: (async function* () {
              yield bytes;
            })(),
          })),
      },
      reports: {
        report: ({ documentId, reason }) =>
          s3(`PutObject report: ${reason}`, async () => void world.refusals.push({ documentId, reason })),
      },
      mailer,
      mailReports: {
        report: ({ documentId }, outcome) =>
          s3(`PutObject mail report: ${outcome}`, async () => void world.mailReports.push({ documentId, outcome })),
      },
      mailOutcomes: dynamoMailOutcomes(client, tables.portal),
      pace: async () => undefined,
      allowance: quota.allowance(),
      waiting: quota.waiting,
      origin: 'https://portal.example',
      namesDocuments: true,
      largestDocument: 10_000_000,
      now: stage.clock,
    })(object);

  const putDelivery = (upload: Upload) =>
    queue.put({
      name: `deliver ${world.uploads.indexOf(upload)}`,
      ...{ timeout: 60_000, comesBackAfter: 450_000 },
      work: () => deliver(upload),
    });

  const redeliveries: Redeliveries = {
    put: ({ versionId }) =>
      s3('SendMessage', async () => {
        const repeated = world.uploads.find(({ object }) => object.versionId === versionId);
        if (repeated) putDelivery(repeated);
      }),
  };

  const quota = quotaOf(world, redeliveries);

  const upload = (key: string, bytes: Buffer) => {
    stage.pass(1 + random.below(50));
    const versionId = `v${world.uploads.length}`;
    const object = { bucket, key, versionId, size: bytes.length, uploadedAt: stage.date() };
    const uploaded = { documentId: documentIdOf(object), object, bytes };
    stage.say(`UPLOAD ${world.uploads.length} of ${key}`);
    world.uploads.push(uploaded);
    putDelivery(uploaded);
  };

  const writer = rowWriter(stage);
  const writeRow = (holder: string, order: string) =>
    writer.write([{ ...aRow({ policyNumber, customerId: holder }), withPerson: false }], order);

  return {
    upload() {
      const number = world.uploads.length;
      upload(`documents/${policyNumber}/${number}.pdf`, samplePdf(['document', String(number)]));
    },
    /** The same file at the same key, as an uploader's retry or after a withdrawal. */
    uploadAgain() {
      const earlier = random.any(world.uploads);
      if (earlier) upload(earlier.object.key, earlier.bytes);
    },
    /** S3 reports an upload once more, or an operator redrives its message. */
    tellAgain() {
      const earlier = random.any(world.uploads);
      if (!earlier) return;
      stage.say(`TOLD AGAIN of ${world.uploads.indexOf(earlier)}`);
      putDelivery(earlier);
    },
    withdraw() {
      const mistaken = random.any(world.uploads);
      if (!mistaken) return;
      stage.pass(1);
      const { key } = mistaken.object;
      const marker = {
        ...{ bucket, versionId: `m${world.markers.length}`, size: 10, uploadedAt: stage.date() },
        key: `withdraw/${key.slice('documents/'.length)}.json`,
      };
      stage.say(`MARKER for ${key}`);
      world.markers.push({ key, at: stage.now() });
      queue.put({
        name: `withdraw ${key}`,
        ...{ timeout: 30_000, comesBackAfter: 180_000 },
        work: () =>
          withdrawDocument({
            withdrawals: dynamoWithdrawals(client, tables.portal),
            markers: { readReason: () => s3('GetObject marker', async () => 'mistake') },
            reports: { report: () => s3('PutObject withdrawal report', async () => undefined) },
            redeliveries,
          })(marker),
      });
    },
    /** A registry file comes that names this holder of the policy. */
    nameHolder(customerId: string) {
      const order = String(++registryFiles).padStart(5, '0');
      stage.say(`FILE: the holder is ${customerId}`);
      queue.put({
        name: 'import',
        ...{ group: 'imports', timeout: 900_000, comesBackAfter: 960_000 },
        work: () => writeRow(customerId, order),
      });
    },
    writeFirstRow: (holder: string) => writeRow(holder, '00000'),
  };
}
export type Insurer = ReturnType<typeof insurerOf>;
