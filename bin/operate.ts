import { defineCommand, runCommand } from './command.ts';
import * as commands from './operate/commands.ts';
import { addCustomer, addEvidence, addHideDocument } from './operate/customer/customer-commands.ts';
import { addDrill } from './operate/drill/drill-command.ts';
import { addPublishPages, addTestPager } from './operate/emergency/emergency-commands.ts';
import { addParked, addRedrive } from './operate/parked/parked-commands.ts';

// What operators run; each step is in docs/runbook.md. A command loads what it needs when it runs.
const operate = defineCommand('operate', 'Commands for operators of the customer portal (docs/runbook.md)');
const others = [addCustomer, addDrill, addEvidence, addHideDocument, addParked, addPublishPages, addRedrive, addTestPager];
for (const add of [...Object.values(commands), ...others]) add(operate);
await runCommand(operate);
