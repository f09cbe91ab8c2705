import { runCommand } from './command.ts';
import { operateProgram } from './operate/program.ts';

await runCommand(operateProgram());
