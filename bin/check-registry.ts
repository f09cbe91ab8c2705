import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readArguments, refuseArguments } from './read-arguments.ts';
import { checkFile } from './registry/check-file.ts';
import { describeCheck } from './registry/describe-check.ts';

// Judges a registry file on the insurer's own machine as the import would: `npm run check-registry -- file.csv [--json]`.
// Exit code: 0 every row is good · 1 some rows would be left out · 2 the file would be refused, or cannot be read.
const usage = `npm run check-registry -- <file.csv> [--json]`;
const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const [path] = positionals;
if (path === undefined || positionals.length > 1) refuseArguments(usage);

const fail = (error: unknown): never => {
  console.error(`${path}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
  process.exit(2);
};
const { size } = await stat(path).catch(fail);
const isWatched = process.stderr.isTTY;
let bytes = 0;
let told = 0;
async function* watched(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    const percent = Math.floor((bytes / Math.max(1, size)) * 100);
    // A line at a time where nobody watches, ten of them.
    if (percent < told + (isWatched ? 1 : 10)) continue;
    told = percent;
    process.stderr.write(isWatched ? `\r${percent} %` : `${percent} %\n`);
  }
  if (isWatched) process.stderr.write('\r      \r');
}
const check = await checkFile(watched(createReadStream(path, { highWaterMark: 1024 * 1024 }))).catch(fail);
console.log(values.json ? JSON.stringify(check, null, 2) : describeCheck(path, check));
// Not `exit`: on some systems that would cut off what is still being written to a pipe.
process.exitCode = check.refused ? 2 : check.counts.rejectedCount > 0 ? 1 : 0;
