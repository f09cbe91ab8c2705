import { redrive } from '#infra/operations/sqs-redrive.ts';
import { readArguments, refuseArguments } from './read-arguments.ts';

// `npm run redrive -- --queue deliver-document --stage prod`: brings parked messages back to their worker.

const usage = `npm run redrive -- --queue <function> [--stage <stage>] [--endpoint-url <local host's AWS address>]`;

async function main(): Promise<void> {
  const { values } = readArguments(usage, {
    options: {
      queue: { type: 'string' },
      stage: { type: 'string', default: 'local' },
      'endpoint-url': { type: 'string' },
    },
  });
  const { queue, stage, 'endpoint-url': endpointUrl } = values;
  if (!queue) return refuseArguments(usage);
  await redrive({ queueName: `CustomerPortal-${stage}-${queue}`, endpointUrl, print: console.log });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
