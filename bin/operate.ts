import { defineCommand, runCommand } from './command.ts';
import * as commands from './operate/commands.ts';
import { addCustomer, addEvidence, addHideDocument } from './operate/customer/customer-commands.ts';
import { addParked, addRedrive } from './operate/parked/parked-commands.ts';

// What operators run; each step is in docs/runbook.md. A command loads what it needs when it runs.
const operate = defineCommand('operate', 'Commands for operators of the customer portal (docs/runbook.md)');
for (const add of [...Object.values(commands), addCustomer, addEvidence, addHideDocument, addParked, addRedrive])
  add(operate);
await runCommand(operate);
