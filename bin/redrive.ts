import { parseArgs } from 'node:util';
import { redrive } from '#infra/operations/sqs-redrive.ts';

// `npm run redrive -- --queue deliver-document --stage prod`: brings parked messages back to their worker.

const usage = `npm run redrive -- --queue <function> [--stage <stage>] [--endpoint-url <local host's AWS address>]`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      queue: { type: 'string' },
      stage: { type: 'string', default: 'local' },
      'endpoint-url': { type: 'string' },
    },
  });
  if (!values.queue) throw new Error(usage);
  await redrive({
    queueName: `CustomerPortal-${values.stage}-${values.queue}`,
    endpointUrl: values['endpoint-url'],
    print: console.log,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
