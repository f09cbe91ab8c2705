import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { generateFile } from './registry/generated-rows.ts';

// A registry file of invented people: `npm run generate-registry -- out.csv --rows 1000000 --seed 1 --changed 100`.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    changed: { type: 'string', default: '0' },
  },
});
const [file] = positionals;
const generation = { rows: Number(values.rows), seed: Number(values.seed), changed: Number(values.changed) };
if (!file || Object.values(generation).some((value) => !Number.isSafeInteger(value) || value < 0)) {
  console.error('generate-registry <file.csv> [--rows 1000000] [--seed 1] [--changed 0]');
  process.exit(2);
}
await pipeline(Readable.from(generateFile(generation)), createWriteStream(file));
console.log(`${file}: ${generation.rows} rows`);
