import { writeFile } from 'node:fs/promises';
import { defineCommand, runCommand } from '../command.ts';
import { describeFile } from './insurer-files/describe.ts';
import { insurerFiles } from './insurer-files/files.ts';

await runCommand(
  defineCommand(
    'insurer-files',
    'Writes docs/insurer/*.schema.json from the declarations of what the insurer writes and reads.',
  ).action(async () => {
    for (const file of insurerFiles)
      await writeFile(new URL(`../../docs/insurer/${file.name}.schema.json`, import.meta.url), describeFile(file));
  }),
);
