import { readFile, writeFile } from 'node:fs/promises';
import { defineCommand, runCommand } from '../command.ts';
import { schemaFiles, withTables } from './insurer-files/describe.ts';

await runCommand(
  defineCommand(
    'insurer-files',
    "Writes docs/insurer (the schemas and the README's table) from the catalogue of the insurer's files.",
  ).action(async () => {
    const folder = new URL('../../docs/insurer/', import.meta.url);
    for (const { fileName, text } of schemaFiles()) await writeFile(new URL(fileName, folder), text);
    const readme = new URL('README.md', folder);
    await writeFile(readme, withTables(await readFile(readme, 'utf8')));
  }),
);
