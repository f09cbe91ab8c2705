import { join } from 'node:path';
import { Argument, Option } from '@commander-js/extra-typings';
import { defineCommand, runCommand } from '../command.ts';
import { scaffold } from './new-endpoint/scaffold.ts';
import { areas, nameEndpoint, whatIsLeft } from './new-endpoint/templates.ts';

await runCommand(
  defineCommand(
    'new-endpoint',
    'Scaffolds an endpoint for signed-in customers: contract, function, unit test and wiring.',
  )
    .addArgument(new Argument('<verb-noun>', 'its name, such as show-premium'))
    .addOption(
      new Option('--area <area>', 'the file of contract and wiring').choices(areas).default('account' as const),
    )
    .action(async (name, { area }) => {
      const endpoint = nameEndpoint(name, area);
      for (const file of await scaffold(join(import.meta.dirname, '../..'), endpoint)) console.log(`wrote ${file}`);
      console.log(whatIsLeft(endpoint));
    }),
);
