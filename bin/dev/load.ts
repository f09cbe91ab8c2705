import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Host, startHost } from 'template-host';
import { accountKey, enrolmentKey } from '#shared/platform/tables/portal-keys.ts';

import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { samplePdf } from '../local/samples/pdf.ts';

/** How many documents each customer gets. */
const documentsPerCustomer = 10;
/** How many uploads run in parallel. */
const uploadsAtOnce = 16;
/** It gives up if nothing was announced for this long, in ms. */
const patience = 60_000;

const clientOf = (host: Host) => ({
  endpoint: host.awsUrl,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
});

const customerOf = (document: number) => Math.floor(document / documentsPerCustomer);
const policyOf = (customer: number) => `LOAD-${String(customer).padStart(6, '0')}`;

/** Adds registered customers, each with an account and an enrolment. */
async function putCustomers(host: Host, count: number): Promise<void> {
  const dynamo = new DynamoDBClient(clientOf(host));
  const items = Array.from({ length: customerOf(count - 1) + 1 }, (_, customer) => {
    const accountId = `load-${customer}`;
    const policyNumber = policyOf(customer);
    const customerId = `C-${customer}`;
    return [
      { ...accountKey(accountId), state: 'active', email: `load.${customer}@mail.example`, language: 'hu', customerId },
      { ...enrolmentKey(policyNumber), policyNumber, accountId, customerId },
    ];
  }).flat();
  const table = host.outputs.PortalTable ?? '';
  for (let from = 0; from < items.length; from += 24)
    await dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [table]: items.slice(from, from + 24).map((item) => ({ PutRequest: { Item: marshall(item) } })),
        },
      }),
    );
  dynamo.destroy();
}

async function uploadAll(host: Host, count: number): Promise<void> {
  const s3 = new S3Client({ ...clientOf(host), forcePathStyle: true });
  let next = 0;
  const upload = async () => {
    while (next < count) {
      const document = next++;
      await s3.send(
        new PutObjectCommand({
          Bucket: host.outputs.DocumentsBucket,
          Key: `documents/${policyOf(customerOf(document))}/dijbekero-${document}.pdf`,
          Body: samplePdf(['Díjbekérő (minta)', `${document}`]),
          ContentType: 'application/pdf',
          Metadata: { kind: 'invoice' },
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, upload));
  s3.destroy();
}

/** How often each document was announced so far. */
function announcements(host: Host): Map<string, number> {
  const times = new Map<string, number>();
  for (const { tags } of host.services.ses.outbox())
    if (tags.document) times.set(tags.document, (times.get(tags.document) ?? 0) + 1);
  return times;
}

/** The largest resident set, in bytes, while it watches. */
async function untilAnnounced(host: Host, count: number): Promise<number> {
  let memory = 0;
  for (let known = 0, since = Date.now(); known < count && Date.now() - since < patience; await pause(200)) {
    const { length } = host.services.ses.outbox();
    if (length > known) [known, since] = [length, Date.now()];
    memory = Math.max(memory, process.memoryUsage.rss());
  }
  // Events of the last mails, and surplus mails, need a moment more.
  await pause(2000);
  return memory;
}

async function run(count: number): Promise<boolean> {
  const outdir = await mkdtemp(join(tmpdir(), 'portal-load-'));
  if (process.env.PORTAL_ASSETS !== 'built') await (await import('#assets/build.ts')).buildAssets();
  const { synthesize } = await import('#infra/synthesize.ts');
  const context = { 'aws:cdk:enable-path-metadata': true, sesRate: 1_000_000 };
  const stacks = synthesize({ outdir, context });
  const errors: string[] = [];
  const host = await startHost({
    ...{ ...stacks, port: 0, awsPort: 0 },
    print: (line) => errors.push(line),
  });
  try {
    await putCustomers(host, count);
    const begun = performance.now();
    const [, memory] = await Promise.all([uploadAll(host, count), untilAnnounced(host, count)]);
    const seconds = (performance.now() - begun - 2000) / 1000;
    const times = announcements(host);
    const twice = [...times.values()].filter((each) => each > 1).length;
    const calls = Map.groupBy(
      host.calls().filter(({ function: name }) => name !== null),
      ({ function: name, operation }) => `${name?.replace(`${stacks.portalName}-`, '')} ${operation}`,
    );
    console.log(`${count} uploads in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(0)} documents a second`);
    console.log(`announced ${times.size}, missing ${count - times.size}, announced twice ${twice}`);
    for (const [what, made] of calls)
      console.log(`AWS calls per document: ${(made.length / count).toFixed(2)} ${what}`);
    console.log(`memory of the whole host: ${(memory / 2 ** 20).toFixed(0)} MB at most`);
    for (const line of errors.slice(0, 10)) console.error(line);
    return times.size === count && twice === 0;
  } finally {
    await host.close();
    await rm(outdir, { recursive: true, force: true });
  }
}

await runCommand(
  defineCommand(
    'load',
    'Uploads documents as fast as the local host takes them. Fails if one is missing or announced twice.',
  )
    .option('--count <documents>', 'how many documents', wholeNumber(1), 10_000)
    .action(async ({ count }) => process.exit((await run(count)) ? 0 : 1)),
);
