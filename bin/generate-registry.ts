import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readArguments, readCount, refuseArguments } from './read-arguments.ts';
import { generateFile } from './registry/generated-rows.ts';

// A registry file of invented people: `npm run generate-registry -- out.csv --rows 1000000 --seed 1 --changed 100`.
const usage = 'npm run generate-registry -- <file.csv> [--rows 1000000] [--seed 1] [--changed 0]';
const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    changed: { type: 'string', default: '0' },
  },
});
const [file] = positionals;
if (file === undefined || positionals.length > 1) refuseArguments(usage);
const generation = {
  rows: readCount(usage, 'rows', values.rows),
  seed: readCount(usage, 'seed', values.seed, 0),
  changed: readCount(usage, 'changed', values.changed, 0),
};
await pipeline(Readable.from(generateFile(generation)), createWriteStream(file));
console.log(`${file}: ${generation.rows} rows`);
