import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, type Command, Option } from '@commander-js/extra-typings';
import { time, wholeNumber } from '../command.ts';
import { endpointOption, stageOption } from './options.ts';
import { longestCall, readStarts } from './rotation/function-starts.ts';

/** `operate note-documents`: has the bytes of documents erased that no note names yet. */
export const addNoteDocuments = (operate: Command) =>
  operate
    .command('note-documents')
    .description('Notes when each stored document is erased, where that is not noted yet (runbook: "erase-documents")')
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async (order) => {
      const { noteDocuments } = await import('./note-documents.ts');
      await noteDocuments({ ...order, print: console.log });
    });

/** `operate restore prepare`, then `operate restore finish`: repeats what a table restored from backup has missed. */
export function addRestore(operate: Command): void {
  const restore = operate
    .command('restore')
    .description('Brings a table that was restored from backup up to date (runbook: "Restoring from backup")');
  addRestoreCustomers(restore);
  addRestoreDocuments(restore);
  const step = (name: string, description: string) =>
    restore
      .command(name)
      .description(description)
      .requiredOption('--table <name>', 'the restored table')
      .requiredOption('--since <time>', 'a time somewhat before the one that the table was restored to, ISO 8601', time)
      .requiredOption('--bucket <name>', 'the output DocumentsBucket')
      .requiredOption('--registry-table <name>', 'the output RegistryTable')
      .requiredOption('--user-pool <id>', 'the output UserPoolId')
      .addOption(endpointOption());

  step('prepare', 'Before the portal works on the table: closes cancelled accounts, sets enrolments right').action(
    async ({ userPool, ...order }) => {
      const { prepareRestored } = await import('./restore/restore.ts');
      await prepareRestored({ ...order, userPoolId: userPool, now: new Date(), print: console.log });
    },
  );
  step(
    'finish',
    'While the portal works on the table: prepares again, delivers and withdraws again, erases closed accounts',
  )
    .addOption(stageOption())
    .action(async ({ stage, userPool, ...order }) => {
      const { finishRestored } = await import('./restore/restore.ts');
      const stackName = `CustomerPortal-${stage}`;
      await finishRestored({ ...order, userPoolId: userPool, now: new Date(), stackName, print: console.log });
    });
}

/** `operate restore customers`: gives every account a user in a pool that replaces a lost one. */
const addRestoreCustomers = (restore: Command) =>
  restore
    .command('customers')
    .description('Makes a user in a new pool for every account (runbook: "When the pool is lost")')
    .requiredOption('--table <name>', 'the output PortalTable')
    .requiredOption('--user-pool <id>', 'the output UserPoolId, of the new pool')
    .option('--per-second <users>', 'how many users a second; Cognito allows 50 in an account', wholeNumber(1), 25)
    .addOption(endpointOption())
    .action(async ({ userPool, perSecond, ...order }) => {
      const { restoreCustomers } = await import('./restore/restore-customers.ts');
      await restoreCustomers({ ...order, userPoolId: userPool, perSecond, print: console.log });
    });

/** `operate restore documents`: ties the table's documents to bytes that were restored into a new bucket. */
const addRestoreDocuments = (restore: Command) =>
  restore
    .command('documents')
    .description('Ties documents to their bytes in a new bucket (runbook: "When the documents bucket is lost")')
    .requiredOption('--table <name>', 'the output PortalTable')
    .requiredOption('--bucket <name>', 'the output DocumentsBucket, of the new bucket')
    .addOption(endpointOption())
    .action(async (order) => {
      const { restoreDocuments } = await import('./restore/restore-documents.ts');
      await restoreDocuments({ ...order, print: console.log });
    });

const steps = ['status', 'add', 'promote', 'rekey', 'retire'] as const;

/** `operate rotate-secret <step>`: one step of rotating the HMAC secret (runbook: "Rotating the HMAC secret"). */
export const addRotateSecret = (operate: Command) =>
  operate
    .command('rotate-secret')
    .description('One step of rotating the HMAC secret (runbook: "Rotating the HMAC secret")')
    .addArgument(new Argument('<step>', 'the step').choices(steps))
    .requiredOption('--secret <arn>', 'the output PseudonymSecret')
    .requiredOption('--portal-table <name>', 'the output PortalTable')
    .requiredOption('--registry-table <name>', 'the output RegistryTable')
    .option('--function-starts <times>', 'when each function was started last; promote and retire need it', '')
    .option('--longest-call <seconds>', 'the longest time that a call may run', wholeNumber(0), longestCall)
    .option('--even-so', 'retires even if keys under the old secret remain', false)
    .addOption(endpointOption())
    .action(async (step, { functionStarts, ...order }) => {
      const { rotateSecret } = await import('./rotation/rotate.ts');
      const starts = readStarts(functionStarts);
      await rotateSecret({ ...order, step, starts, now: () => new Date(), print: console.log });
    });

/** `operate networks`: who signs in just now, to find an attack's networks (runbook: "lock-surge"). */
export const addNetworks = (operate: Command) =>
  operate
    .command('networks')
    .description('Lists the networks that sign in just now, with their names in the log (runbook: "lock-surge")')
    .addOption(
      new Option('--rule <name>', 'whose samples')
        .choices(['sign-ins', 'blocked', 'session', 'recoveries', 'registrations', 'all'])
        .default('sign-ins'),
    )
    .option('--minutes <minutes>', 'how far back, at most three hours', wholeNumber(1), 15)
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ endpointUrl, ...order }) => {
      const { listNetworks } = await import('./networks/list-networks.ts');
      await listNetworks({ ...order, endpointUrl, now: new Date(), print: console.log });
    });

/** The maps of the last build on this machine. Throws if there is none. */
async function lastBuild(): Promise<string> {
  const { sourceMapsFolder } = await import('#assets/build.ts');
  const [build] = await readdir(sourceMapsFolder).catch(() => []);
  if (build === undefined) throw new Error('There are no source maps here: set --maps, or run npm run build');
  return join(sourceMapsFolder, build);
}

/** `operate where "<line>"`: the place in the source that a line of the log names. */
export const addWhere = (operate: Command) =>
  operate
    .command('where')
    .description('Finds the place in the source that a line of the log names (docs/logging.md)')
    .argument('<line...>', 'a whole line of the log, or a place such as index.mjs:44:130450')
    .option('--function <name>', 'the function, if the line does not name it')
    .option(
      '--maps <folder>',
      'the source maps of the deployment that wrote the line; default: those of the last build here',
    )
    .action(async (line, { function: name, maps }) => {
      const { findPlaces } = await import('./where/find-places.ts');
      for (const { bundled, source } of await findPlaces(line.join(' '), maps ?? (await lastBuild()), name))
        console.log(`${bundled}  ${source}`);
    });

/** `operate probe-aws`: tests whether AWS behaves as the portal assumes (R15.1). */
export const addProbeAws = (operate: Command) =>
  operate
    .command('probe-aws')
    .description('Tests whether AWS still behaves as the portal assumes (docs/aws-assumptions.md)')
    .addOption(endpointOption())
    .option('--slow', 'also tests what takes minutes', false)
    .option('--only <assumption>', 'tests one assumption, or those of one service (s3)')
    .option('--write', 'only writes docs/aws-assumptions.md', false)
    .action(async ({ endpointUrl, slow: isSlow, only, write }) => {
      const { assumptionsGuide, reportLines } = await import('./probe-aws/report.ts');
      if (write) {
        await writeFile(new URL('../../docs/aws-assumptions.md', import.meta.url), assumptionsGuide());
        return;
      }
      const { probeAws } = await import('./probe-aws/probe-aws.ts');
      const probed = await probeAws({ endpointUrl, isSlow, only, print: console.log });
      for (const line of reportLines(probed)) console.log(line);
      if (probed.some(({ answered, held }) => answered !== undefined && !held)) process.exitCode = 1;
    });
