import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCosts } from './costs/describe-costs.ts';

// `npm run costs` writes docs/costs.md anew from the prices and the usage in bin/costs/.
await writeFile(join(import.meta.dirname, '../docs/costs.md'), describeCosts());
