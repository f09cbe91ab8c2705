import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Host } from 'template-host';
import { samplePdf } from './pdf.ts';
import { sampleRegistry } from './persons.ts';
import { registerSampleCustomer, sampleCustomer, waitFor } from './register-sample-customer.ts';

const registryKey = 'registry/samples.csv';
const registryReport = 'reports/registry/samples.json';
const documents = [
  ['KGFB-100-001', 'kotveny.pdf', 'policy', ['Biztosítási kötvény (minta)', 'Kötelező gépjármű-felelősségbiztosítás']],
  ['KGFB-100-001', 'dijbekero-2026.pdf', 'invoice', ['Díjbekérő (minta)', 'Fizetendő: 12 345 Ft']],
  ['LAKAS/100/002', 'igazolas.pdf', 'certificate', ['Igazolás (minta)', 'Lakásbiztosítás']],
] as const;

/**
 * Loads sample persons, policies and documents like the insurer, by files in its bucket, and registers one sample customer like a
 * customer, so that there is something to see. Does nothing if they are loaded already.
 */
export async function loadSamples(host: Host): Promise<void> {
  const s3 = new S3Client({
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  });
  const Bucket = host.outputs.DocumentsBucket;
  const read = async (Key: string) => {
    try {
      return await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
      throw error;
    }
  };
  try {
    if (await read(registryKey)) return;
    await s3.send(new PutObjectCommand({ Bucket, Key: registryKey, Body: sampleRegistry(), ContentType: 'text/csv' }));
    await waitFor(
      'the sample registry',
      async () => /"state": ?"done"/.exec((await read(registryReport)) ?? '') ?? undefined,
    );
    await registerSampleCustomer(host);
    for (const [policy, name, kind, lines] of documents)
      await s3.send(
        new PutObjectCommand({
          Bucket,
          Key: `documents/${policy}/${name}`,
          Body: samplePdf(lines),
          ContentType: 'application/pdf',
          Metadata: { kind },
        }),
      );
    await waitFor('the mails about the sample documents', async () =>
      host.services.ses.mail().filter(({ to }) => to === sampleCustomer.email).length > documents.length
        ? true
        : undefined,
    );
  } finally {
    s3.destroy();
  }
  // The outboxes start empty: everything after this is the user's own doing.
  host.services.ses.clear();
  host.services.sms.clear();
}
