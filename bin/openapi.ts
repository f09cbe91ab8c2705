import { writeFile } from 'node:fs/promises';
import { openApi } from '#infra/openapi/openapi.ts';

// Writes docs/openapi.json anew after a change of the contract.
await writeFile(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(openApi(), null, 2)}\n`);
