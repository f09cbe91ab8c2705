import { writeFile } from 'node:fs/promises';
import { defineCommand, runCommand } from '../command.ts';
import { openApi } from './openapi/openapi.ts';

await runCommand(
  defineCommand('openapi', 'Writes docs/openapi.json from the contract.').action(() =>
    writeFile(new URL('../../docs/openapi.json', import.meta.url), `${JSON.stringify(openApi(), null, 2)}\n`),
  ),
);
