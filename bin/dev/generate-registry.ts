import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { generateFile } from '../registry/generated-rows.ts';

await runCommand(
  defineCommand('generate-registry', 'Writes a registry file of invented people.')
    .argument('<file.csv>', 'the file to write')
    .option('--rows <count>', 'how many rows', wholeNumber(1), 1_000_000)
    .option('--seed <number>', 'the same seed makes the same people', wholeNumber(0), 1)
    .option('--changed <count>', 'how many rows differ from those without this option', wholeNumber(0), 0)
    .action(async (file, generation) => {
      await pipeline(Readable.from(generateFile(generation)), createWriteStream(file));
      console.log(`${file}: ${generation.rows} rows`);
    }),
);
