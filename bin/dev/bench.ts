import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from 'template-host';
import { buildAssets, bundleFolder, functionNames } from '#infra/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { readFunctions } from '#test/infra/boot-functions.ts';
import { startStubAws } from '#test/infra/boot-stub-aws.ts';
import { defineCommand, runCommand } from '../command.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { describeGrowth, describeRequests } from './bench/describe-requests.ts';
import { countCalls, exerciseEndpoints } from './bench/exercise-endpoints.ts';
import { buildDefaultBundles, importOnce } from './bench/import-time.ts';
import { measureGrowth, measureRequests } from './bench/measure-requests.ts';

const rounds = 7;
const root = join(import.meta.dirname, '../..');
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const kilobytes = async (file: string) => (await stat(file)).size / 1000;

/** As many documents as nobody will have in 13 months. */
const manyDocuments = 10_000;

async function measureCalls(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'));
  const stacks = synthesize({ outdir: join(folder, 'cdk.out'), context: { 'aws:cdk:enable-path-metadata': true } });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  await loadSamples(host);
  for (const line of describeRequests(await measureRequests(host, stacks.portalName))) console.log(line);
  const { few, many } = await measureGrowth(host, stacks.portalName, manyDocuments);
  for (const line of describeGrowth(few, many, manyDocuments)) console.log(line);
  await host.close();
  await rm(folder, { recursive: true });
}

async function run({ calls }: { readonly calls: boolean }): Promise<void> {
  await buildAssets();
  if (calls) return measureCalls();
  const names = (await functionNames()).filter((name) => name !== 'publish-website');
  const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'));
  const defaultFolder = join(root, 'dist/bench-default');
  await buildDefaultBundles(root, names, defaultFolder);

  const stacks = synthesize({ outdir: join(folder, 'cdk.out') });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  await loadSamples(host);
  await exerciseEndpoints(host);
  const counts = countCalls(host, stacks.portalName);
  await host.close();

  const stub = await startStubAws();
  const functions = await readFunctions(stacks);
  const environments = new Map(functions.map(({ name, variables }) => [name, variables]));
  console.log(
    'function                    KB  default KB   import ms  default ms  ratio   AWS calls/request (+ once at start)',
  );
  for (const name of names) {
    const ours = join(bundleFolder, name, 'index.mjs');
    const theirs = join(defaultFolder, name, 'index.mjs');
    const environment = environments.get(name) ?? {};
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.ours.push(await importOnce(ours, environment, stub.url));
      times.theirs.push(await importOnce(theirs, environment, stub.url));
    }
    const [our, their] = [median(times.ours), median(times.theirs)];
    const count = counts.get(name);
    const calls = count?.requests ? `${(count.calls / count.requests).toFixed(1)} (+${count.startCalls})` : '-';
    console.log(
      `${name.padEnd(22)}${(await kilobytes(ours)).toFixed(0).padStart(8)}${(await kilobytes(theirs)).toFixed(0).padStart(12)}` +
        `${our.toFixed(0).padStart(12)}${their.toFixed(0).padStart(12)}${(our / their).toFixed(2).padStart(7)}   ${calls}`,
    );
  }
  stub.close();
  await Promise.all([folder, defaultFolder].map((made) => rm(made, { recursive: true })));
}

await runCommand(
  defineCommand(
    'bench',
    "Prints for each function: bundle size, import time against CDK's default bundling, AWS calls per request.",
  )
    .option(
      '--calls',
      "prints instead what each step of a customer's journey costs: AWS calls, those in a row, units",
      false,
    )
    .action(run),
);
