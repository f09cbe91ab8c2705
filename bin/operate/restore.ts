import type { Command } from '@commander-js/extra-typings';
import { time } from '../command.ts';
import { endpointOption, stageOption } from './options.ts';

/** `operate restore prepare`, then `operate restore finish`: what a table that was restored from backup has missed. */
export function addRestore(operate: Command): void {
  const restore = operate
    .command('restore')
    .description('Brings a table that was restored from backup up to date (runbook: "Restoring from backup")');
  const step = (name: string, description: string) =>
    restore
      .command(name)
      .description(description)
      .requiredOption('--table <name>', 'the restored table')
      .requiredOption('--since <time>', 'a while before the time the table was restored to, ISO 8601', time)
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
