import { Argument, type Command } from '@commander-js/extra-typings';
import { wholeNumber } from '../command.ts';
import { endpointOption } from './options.ts';
import { longestCall, readStarts } from './rotation/function-starts.ts';

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
    .option('--function-starts <times>', 'when each function was started last; promote and retire must know it', '')
    .option('--longest-call <seconds>', 'how long a call may still run', wholeNumber(0), longestCall)
    .option('--even-so', 'retires although something is still kept under the old secret', false)
    .addOption(endpointOption())
    .action(async (step, { functionStarts, ...order }) => {
      const { rotateSecret } = await import('./rotation/rotate.ts');
      const starts = readStarts(functionStarts);
      await rotateSecret({ ...order, step, starts, now: () => new Date(), print: console.log });
    });
