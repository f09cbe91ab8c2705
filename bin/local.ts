import { resolve } from 'node:path';
import { startHost } from 'template-host';
import { defineCommand, runCommand } from './command.ts';
import { describeStart } from './local/describe-start.ts';
import { endOnSignal, fail } from './local/end-on-signal.ts';
import { dropZone, prepareTemplate, readPorts } from './local/host-options.ts';
import { loadSamples } from './local/samples/load-samples.ts';
import { writeSamplePdf } from './local/samples/pdf.ts';

process.env.TZ = 'UTC';

async function start({ data, verbose }: { readonly data?: string; readonly verbose: boolean }): Promise<void> {
  const ports = await readPorts();
  const host = await startHost({
    ...ports,
    ...(await prepareTemplate()),
    verbose,
    dropZone,
    waitsForReady: true,
    ...(data === undefined ? {} : { directory: resolve(data) }),
  });
  endOnSignal(host.close);
  await loadSamples(host);
  console.log(`${describeStart(host, host.url, await writeSamplePdf())}\nCtrl-C ends it.`);
  host.ready();
}

// A build tool may fail outside the promise it gave.
process.on('uncaughtException', fail);
await runCommand(
  defineCommand(
    'start',
    'Runs the portal and the AWS services that it needs on this machine. PORT (3000) and AWS_PORT (4566) choose other ports.',
  )
    .option('--data <folder>', 'keeps the state in this folder')
    .option('--verbose', "shows the functions' logs", false)
    .action((options) => start(options).catch(fail)),
);
