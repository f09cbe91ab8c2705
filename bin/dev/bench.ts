import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from 'template-host';
import { buildAssets, functionNames } from '#assets/build.ts';
import { synthesize } from '#infra/synthesize.ts';
import { readFunctions } from '#test/infra/boot-functions.ts';
import { defineCommand, runCommand } from '../command.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { describeImport, importsHeader, judgeImports } from './bench/describe-imports.ts';
import { describeGrowth, describeRequests } from './bench/describe-requests.ts';
import { type FunctionImports, measureImports } from './bench/measure-imports.ts';
import { measureGrowth, measureRequests } from './bench/measure-requests.ts';

const root = join(import.meta.dirname, '../..');
const rounds = { all: 11, checked: 5 };

/** As many documents as nobody will have in 13 months. */
const manyDocuments = 10_000;

/** A function of each kind: one table, with a secret, with the pool, with mails, with S3, with a queue, with large lists. */
const ofEachKind = ['list-documents', 'check-authenticity', 'sign-in', 'register', 'link-document', 'deliver-document'];

/** Does something with a folder, which goes in the end, whatever comes of it. */
async function inFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-bench-'));
  try {
    await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureCalls(folder: string): Promise<void> {
  const stacks = synthesize({ outdir: join(folder, 'cdk.out'), context: { 'aws:cdk:enable-path-metadata': true } });
  const host = await startHost({ ...stacks, port: 0, awsPort: 0 });
  try {
    await loadSamples(host);
    for (const line of describeRequests(await measureRequests(host, stacks.portalName))) console.log(line);
    const { few, many } = await measureGrowth(host, stacks.portalName, manyDocuments);
    for (const line of describeGrowth(few, many, manyDocuments)) console.log(line);
  } finally {
    await host.close();
  }
}

async function measureStarts(folder: string, check: boolean): Promise<void> {
  const names = check ? ofEachKind : (await functionNames()).filter((name) => name !== 'publish-website');
  const functions = await readFunctions(synthesize({ outdir: join(folder, 'cdk.out') }));
  const environments = new Map(functions.map(({ name, variables }) => [name, variables]));
  const order = {
    ...{ root, names, rounds: check ? rounds.checked : rounds.all },
    environmentOf: (name: string) => environments.get(name) ?? {},
  };
  const all: FunctionImports[] = [];
  console.log(importsHeader);
  for await (const imports of measureImports(order)) {
    console.log(describeImport(imports));
    all.push(imports);
  }
  const { median, over } = judgeImports(all);
  console.log(`median of the ratios, of CPU, of functions with AWS clients: ${median.toFixed(2)}`);
  if (check && over.length > 0) throw new Error(`Starts have become slower:\n${over.join('\n')}`);
}

type Options = { readonly calls: boolean; readonly check: boolean };

async function run({ calls, check }: Options): Promise<void> {
  await buildAssets();
  await inFolder((folder) => (calls ? measureCalls(folder) : measureStarts(folder, check)));
}

await runCommand(
  defineCommand(
    'bench',
    "Prints how each function starts: its import against CDK's default bundling, and where the time goes.",
  )
    .option(
      '--calls',
      "prints instead what each step of a customer's journey costs: AWS calls, those in a row, units",
      false,
    )
    .option('--check', 'measures a function of each kind only, and fails where one is far slower than it was', false)
    .action(run),
);
