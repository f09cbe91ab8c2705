import { writeFile } from 'node:fs/promises';
import { describeFile } from './insurer-files/describe.ts';
import { insurerFiles } from './insurer-files/files.ts';

// Writes docs/insurer/*.schema.json anew after a change of what the insurer writes or reads (`npm run insurer-files`).
for (const file of insurerFiles)
  await writeFile(new URL(`../docs/insurer/${file.name}.schema.json`, import.meta.url), describeFile(file));
