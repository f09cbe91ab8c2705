import { readArguments, readCount, refuseArguments } from './read-arguments.ts';
import { longestCall, readStarts } from './rotation/function-starts.ts';
import { type RotationStep, rotateSecret, rotationSteps } from './rotation/rotate.ts';

// `npm run rotate-secret -- add --secret … --portal-table … --registry-table …`: one step of rotating the HMAC secret
// (docs/runbook.md, "Rotating the HMAC secret").

const usage = `npm run rotate-secret -- ${rotationSteps.join('|')} --secret <PseudonymSecret> --portal-table <PortalTable>
  --registry-table <RegistryTable> [--function-starts "<time> <time> …"] [--longest-call <seconds>] [--even-so]
  [--endpoint-url <local host's AWS address>]
  (the names are outputs of the stack; promote and retire must know when each function was started last)`;

const readStep = (text: string | undefined): RotationStep | undefined => rotationSteps.find((step) => step === text);

async function main(): Promise<void> {
  const { values, positionals } = readArguments(usage, {
    allowPositionals: true,
    options: {
      secret: { type: 'string' },
      'portal-table': { type: 'string' },
      'registry-table': { type: 'string' },
      'function-starts': { type: 'string', default: '' },
      'longest-call': { type: 'string', default: String(longestCall) },
      'even-so': { type: 'boolean', default: false },
      'endpoint-url': { type: 'string' },
    },
  });
  const step = readStep(positionals[0]);
  const { secret, 'portal-table': portalTable, 'registry-table': registryTable } = values;
  if (!step || positionals.length > 1 || !secret || !portalTable || !registryTable) return refuseArguments(usage);
  await rotateSecret({
    ...{ step, secret, portalTable, registryTable, evenSo: values['even-so'] },
    starts: readStarts(values['function-starts']),
    longestCall: readCount(usage, 'longest-call', values['longest-call'], 0),
    endpointUrl: values['endpoint-url'],
    now: () => new Date(),
    print: console.log,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
