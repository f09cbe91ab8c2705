import type { Command } from '@commander-js/extra-typings';
import { endpointOption, stageOption } from './options.ts';

/** `operate redrive --queue deliver-document --stage prod`: brings parked messages back to their worker. */
export const addRedrive = (operate: Command) =>
  operate
    .command('redrive')
    .description('Moves parked messages back to the queue of their worker')
    .requiredOption('--queue <function>', 'the worker, such as deliver-document')
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ queue, stage, endpointUrl }) => {
      const { redrive } = await import('#infra/operations/sqs-redrive.ts');
      await redrive({ queueName: `CustomerPortal-${stage}-${queue}`, endpointUrl, print: console.log });
    });
