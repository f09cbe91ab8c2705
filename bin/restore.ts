import { readArguments, refuseArguments } from './read-arguments.ts';
import { finishRestored, prepareRestored } from './restore/restore.ts';

// `npm run restore -- prepare …`, then `npm run restore -- finish …`: what a table that was restored from backup has missed
// (docs/runbook.md, "Restoring from backup").

const usage = `npm run restore -- prepare --table <restored> --since <ISO 8601> --bucket <DocumentsBucket>
                          --registry-table <RegistryTable> --user-pool <UserPoolId>
npm run restore -- finish  with the same options [--stage <stage>]
  [--endpoint-url <local host's AWS address>]   (the names are outputs of the stack)`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: {
      table: { type: 'string' },
      since: { type: 'string' },
      bucket: { type: 'string' },
      'registry-table': { type: 'string' },
      'user-pool': { type: 'string' },
      stage: { type: 'string', default: 'local' },
      'endpoint-url': { type: 'string' },
    },
  });
  const { table, bucket, 'registry-table': registryTable, 'user-pool': userPoolId } = values;
  const since = new Date(values.since ?? '');
  if (!table || !bucket || !registryTable || !userPoolId || Number.isNaN(since.getTime()))
    return refuseArguments(usage);
  const options = { table, bucket, since, registryTable, userPoolId, endpointUrl: values['endpoint-url'] };
  const order = { ...options, now: new Date(), print: console.log };
  if (positionals[0] === 'prepare') await prepareRestored(order);
  else if (positionals[0] === 'finish') await finishRestored({ ...order, stackName: `CustomerPortal-${values.stage}` });
  else refuseArguments(usage);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
