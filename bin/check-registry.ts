import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineCommand, runCommand } from './command.ts';
import { checkUpload } from './registry/check-file.ts';
import { describeCheck } from './registry/describe-check.ts';

/** Passes the bytes on and shows the progress on stderr: continuously on a terminal, otherwise in ten lines. */
async function* watched(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Uint8Array> {
  const isWatched = process.stderr.isTTY;
  let bytes = 0;
  let shown = 0;
  for await (const chunk of chunks) {
    yield chunk;
    bytes += chunk.length;
    const percent = Math.floor((bytes / Math.max(1, size)) * 100);
    if (percent < shown + (isWatched ? 1 : 10)) continue;
    shown = percent;
    process.stderr.write(isWatched ? `\r${percent} %` : `${percent} %\n`);
  }
  if (isWatched) process.stderr.write('\r      \r');
}

async function check(path: string, { json }: { readonly json: boolean }): Promise<void> {
  try {
    const { size } = await stat(path);
    const read = () => createReadStream(path, { highWaterMark: 1024 * 1024 });
    const chunks = { [Symbol.asyncIterator]: () => watched(read(), size) };
    const result = await checkUpload(basename(path), { lastModified: new Date(), chunks });
    console.log(json ? JSON.stringify(result, null, 2) : describeCheck(path, result));
    // Not `exit`: on some systems that would cut off what is still being written to a pipe.
    process.exitCode = result.refused ? 2 : result.counts.rejectedCount > 0 ? 1 : 0;
  } catch (error) {
    console.error(`${path}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
    process.exit(2);
  }
}

await runCommand(
  defineCommand(
    'check-registry',
    `Checks a registry file as the import would, on the insurer's own machine and without a network. Exit code: 0 if every row is good,
1 if some rows would be left out, 2 if the file would be refused or cannot be read.`,
  )
    .argument('<file.csv>', 'the file to check')
    .option('--json', 'print the result as JSON', false)
    .action(check),
);
