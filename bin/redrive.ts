import { parseArgs } from 'node:util';
import { redrive } from '#infra/operations/sqs-redrive.ts';

// `npm run redrive -- --queue deliver-document --stage prod`: brings parked messages back to their worker.

const usage = `npm run redrive -- --queue <function> [--stage <stage>] [--endpoint-url <local host's AWS address>]`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        queue: { type: 'string' },
        stage: { type: 'string', default: 'local' },
        'endpoint-url': { type: 'string' },
      },
    });
    if (values.queue) return { queue: values.queue, stage: values.stage, endpointUrl: values['endpoint-url'] };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
  throw new Error(usage);
}

async function main(): Promise<void> {
  const { queue, stage, endpointUrl } = readOptions();
  await redrive({ queueName: `CustomerPortal-${stage}-${queue}`, endpointUrl, print: console.log });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
