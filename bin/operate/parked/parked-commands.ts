import { type Command, Option } from '@commander-js/extra-typings';
import { type WorkerName, workerQueues } from '#shared/platform/access.ts';
import { wholeNumber } from '../../command.ts';
import { endpointOption, stageOption } from '../options.ts';

/** Every worker with a queue. */
const workers = Object.keys(workerQueues) as WorkerName[];

const messageOption = () => new Option('--message <id>', 'the id that `parked list` prints');

/** `operate parked list|save|remove`: what failed ten times (runbook: "Parked messages"). */
export function addParked(operate: Command): void {
  const parked = operate
    .command('parked')
    .description('Shows, saves and removes messages that failed ten times (runbook: "Parked messages")');

  parked
    .command('list')
    .description('Prints when each was given up, its id, what it is about, and why')
    .option('--queue <function>', 'one worker; all where left out')
    .option('--most <count>', 'how many of each worker', wholeNumber(1), 100)
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ queue, most, ...order }) => {
      const { listParked } = await import('./parked.ts');
      await listParked({ ...order, print: console.log }, queue === undefined ? workers : [queue], most);
    });
  parked
    .command('save')
    .description('Writes the parked messages of a worker into a new file; they stay parked')
    .requiredOption('--queue <function>', 'the worker')
    .requiredOption('--to <file>', 'a new file')
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ queue, to, ...order }) => {
      const { saveParked } = await import('./parked.ts');
      await saveParked({ ...order, print: console.log }, queue, to);
    });
  parked
    .command('remove')
    .description('Takes one message out for good, after saving it in a new file')
    .requiredOption('--queue <function>', 'the worker')
    .addOption(messageOption().makeOptionMandatory())
    .requiredOption('--to <file>', 'a new file')
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ queue, message, to, ...order }) => {
      const { removeParked } = await import('./parked.ts');
      await removeParked({ ...order, print: console.log }, { worker: queue, messageId: message }, to);
    });
}

/** `operate redrive --queue deliver-document --stage prod`: moves parked messages back to their worker. */
export const addRedrive = (operate: Command) =>
  operate
    .command('redrive')
    .description('Moves messages from a dead-letter queue back to the queue of their worker')
    .option('--queue <function>', 'the worker, such as deliver-document')
    .option('--all', 'every worker', false)
    .addOption(messageOption())
    .addOption(stageOption())
    .addOption(endpointOption())
    .action(async ({ queue, all, message, stage, endpointUrl }, command) => {
      if ((queue === undefined) !== all) command.error('error: say --queue <function>, or --all');
      if (queue !== undefined && message !== undefined) {
        const { replayOne } = await import('./parked.ts');
        return replayOne({ stage, endpointUrl, print: console.log }, { worker: queue, messageId: message });
      }
      if (message !== undefined) command.error('error: --message needs --queue');
      const { redrive } = await import('./redrive.ts');
      for (const worker of queue === undefined ? workers : [queue])
        await redrive({ queueName: `CustomerPortal-${stage}-${worker}`, endpointUrl, print: console.log });
    });
