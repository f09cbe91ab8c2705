import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startHost } from 'template-host';
import * as v from 'valibot';
import { importReport } from '#shared/insurer/registry/import-report.ts';
import { columns } from '#shared/insurer/registry/registry-row.ts';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { prepareTemplate } from '../local/host-options.ts';
import { type Generation, generateFile, generateRows } from '../registry/generated-rows.ts';

process.env.TZ = 'UTC';
const mostMemory = 512 * 1024 * 1024;

/** The write units of a first import: in transactions, an item each for a policy, a person and the group of equal persons. */
function unitsOf(generation: Generation): number {
  const customer = columns.indexOf('customerId');
  const persons = new Set([...generateRows(generation)].slice(1).map((row) => row.split(',')[customer]));
  return 2 * (generation.rows + 2 * persons.size);
}

async function run(rows: number, writeUnits: number | undefined): Promise<void> {
  /** The largest heap with buffers that any function's thread has had, bytes. */
  let peak = 0;
  const threads = new Set<Worker>();
  diagnostics.subscribe('worker_threads', (message) => {
    if (typeof message !== 'object' || message === null || !('worker' in message)) return;
    const { worker } = message;
    if (!(worker instanceof Worker)) return;
    threads.add(worker);
    worker.once('exit', () => threads.delete(worker));
  });
  const sampling = setInterval(async () => {
    for (const thread of threads) {
      const heap = await thread.getHeapStatistics().catch(() => undefined);
      if (heap) peak = Math.max(peak, heap.total_heap_size + heap.external_memory + heap.malloced_memory);
    }
  }, 200);

  const host = await startHost({
    ...(await prepareTemplate()),
    port: 0,
    awsPort: 0,
    print: (line) => console.error(line),
  });
  const table = host.outputs.RegistryTable ?? '';
  if (writeUnits !== undefined) {
    host.limits.set({ dynamodb: { [table]: { writeUnits } } });
    const units = unitsOf({ rows, seed: 1 });
    console.log(`first needs ${units} write units: ${Math.round(units / writeUnits)} s at ${writeUnits} a second`);
  }
  const s3 = new S3Client({
    endpoint: host.awsUrl,
    forcePathStyle: true,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'insurer', secretAccessKey: 'insurer' },
  });
  const Bucket = host.outputs.DocumentsBucket ?? '';

  async function readReport(name: string) {
    try {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket, Key: `reports/registry/${name}.json` }));
      return v.parse(v.pipe(v.string(), v.parseJson(), importReport), await body?.transformToString());
    } catch {
      return undefined;
    }
  }

  async function measure(name: string, generation: Generation, expected: { written: number; unchanged: number }) {
    await s3.send(
      new PutObjectCommand({ Bucket, Key: `registry/${name}.csv`, Body: Buffer.concat([...generateFile(generation)]) }),
    );
    const startedAt = performance.now();
    const callsBefore = host.calls().length;
    let told = 0;
    for (;;) {
      await pause(200);
      const report = await readReport(name);
      if (!report) continue;
      const seconds = (performance.now() - startedAt) / 1000;
      if (report.state === 'running') {
        if (report.rows - told < rows / 10) continue;
        told = report.rows;
        console.log(`${name}: ${told} rows in ${seconds.toFixed(0)} s, ${Math.round(told / seconds)} rows/s`);
        continue;
      }
      const { state, written, unchanged, rejectedCount } = report;
      const speed = Math.round(report.rows / seconds);
      console.log(
        `${name}: ${state}, ${report.rows} rows in ${seconds.toFixed(1)} s = ${speed} rows/s; ` +
          `written ${written}, unchanged ${unchanged}, rejected ${rejectedCount}; peak ${Math.round(peak / 2 ** 20)} MB`,
      );
      const transactions = host
        .calls()
        .slice(callsBefore)
        .filter(({ operation }) => operation === 'TransactWriteItems');
      const throttled = transactions.filter(({ outcome }) => outcome === 'TransactionCanceledException').length;
      if (transactions.length > 0)
        console.log(`${name}: ${transactions.length} transactions, ${throttled} of them cancelled`);
      const isRight = state === 'done' && written === expected.written && unchanged === expected.unchanged;
      if (!isRight) process.exitCode = 1;
      return;
    }
  }

  const generation = { rows, seed: 1 };
  const changed = 100;
  await measure('first', generation, { written: rows, unchanged: 0 });
  await measure('again', generation, { written: 0, unchanged: rows });
  await measure('changed', { ...generation, changed }, { written: changed, unchanged: rows - changed });
  clearInterval(sampling);
  if (peak >= mostMemory) process.exitCode = 1;
  console.log(process.exitCode ? 'NOT as it must be' : 'as it must be');
  s3.destroy();
  await host.close();
  if (process.stdout.writableLength > 0) await once(process.stdout, 'drain');
  process.exit();
}

await runCommand(
  defineCommand(
    'measure-import',
    `Imports a generated registry file on the local host, then the same file, then one with 100 rows changed. Prints rows a second and
the function's peak memory. The host keeps both tables in the memory of its main thread, so Node needs a large heap
(the npm script sets it).`,
  )
    .option('--rows <count>', 'how many rows', wholeNumber(100), 1_000_000)
    .option(
      '--write-units <count>',
      'write units a second that the table takes (a new on-demand table: 4000)',
      wholeNumber(1),
    )
    .action(({ rows, writeUnits }) => run(rows, writeUnits)),
);
