import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineCommand, runCommand } from '../command.ts';
import { describeCosts } from './costs/describe-costs.ts';

await runCommand(
  defineCommand(
    'costs',
    'Writes docs/costs.md from the prices and the usage in bin/dev/costs/: what 1,000, 100,000 and 1,000,000 customers cost a month.',
  ).action(() => writeFile(join(import.meta.dirname, '../../docs/costs.md'), describeCosts())),
);
