import { helpdeskCommands } from './helpdesk/commands.ts';
import { Refused } from './helpdesk/helpdesk-client.ts';
import { show } from './helpdesk/show.ts';

// The command line of the helpdesk API; `npm run helpdesk -- --help` lists the commands.
try {
  await helpdeskCommands({ env: process.env, print: console.log }).parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof Refused) {
    const { type: _, title: __, status: ___, ...details } = error.body;
    if (Object.keys(details).length > 0) console.error(show(details));
  }
  process.exitCode = 1;
}
