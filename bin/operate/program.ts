import { defineCommand } from '../command.ts';
import * as commands from './commands.ts';
import { addCustomer, addEvidence, addHideDocument } from './customer/customer-commands.ts';
import { addDrill } from './drill/drill-command.ts';
import { addPublishPages, addTestPager } from './emergency/emergency-commands.ts';
import { addParked, addRedrive } from './parked/parked-commands.ts';

const others = [
  ...[addCustomer, addDrill, addEvidence, addHideDocument, addParked, addPublishPages, addRedrive, addTestPager],
];

/** What operators run; each step is in docs/runbook.md. A command loads what it needs when it runs. */
export function operateProgram() {
  const operate = defineCommand('operate', 'Commands for operators of the customer portal (docs/runbook.md)');
  for (const add of [...Object.values(commands), ...others]) add(operate);
  return operate;
}
