import { rm } from 'node:fs/promises';
import inspector from 'node:inspector';
import { join } from 'node:path';
import { startHost } from 'template-host';
import { defineCommand, runCommand, wholeNumber } from '../command.ts';
import { describeStart } from '../local/describe-start.ts';
import { endOnSignal, fail } from '../local/end-on-signal.ts';
import { dropZone, prepareTemplate, readPorts } from '../local/host-options.ts';
import { loadSamples } from '../local/samples/load-samples.ts';
import { writeSamplePdf } from '../local/samples/pdf.ts';
import { watchFunctions } from './dev/watch-functions.ts';

process.env.TZ = 'UTC';
const root = join(import.meta.dirname, '../..');
const outdir = join(root, 'dist/dev-cdk.out');
const usualDebugPort = 9229;

async function dev({ inspect, verbose }: { readonly inspect?: number | true; readonly verbose: boolean }) {
  if (inspect !== undefined) inspector.open(inspect === true ? usualDebugPort : inspect, '127.0.0.1');
  const { port, awsPort } = await readPorts();
  // CDK would keep an asset that it finds there, although a build of ours has replaced its bytes.
  await rm(outdir, { recursive: true, force: true });
  const template = await prepareTemplate(outdir);
  const host = await startHost({ ...template, port: 0, awsPort, verbose, dropZone });
  let builds = 0;
  const endWatching = await watchFunctions(template.templateDir, async () => {
    await host.restart();
    builds += 1;
    if (builds > 1) console.log(`${new Date().toTimeString().slice(0, 8)} functions reloaded`);
  });
  const vite = await import('vite');
  const pages = await vite.createServer({
    configFile: join(root, 'web/vite.config.ts'),
    server: {
      ...{ host: '127.0.0.1', port, strictPort: true },
      proxy: { '^/(api|_local|brand|favicon)': { target: host.url, changeOrigin: true } },
    },
  });
  endOnSignal(async () => {
    await Promise.all([pages.close(), endWatching()]);
    await host.close();
  });
  await loadSamples(host);
  await pages.listen();
  const address = pages.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
  console.log(`${describeStart(host, address, await writeSamplePdf())}
Functions and pages reload when you save. A change of infra/, stages/, brands/ or web/vite.config.ts needs a new start.
Links in mails lead to the pages as they were built at the start: ${host.url}

Ctrl-C ends it.`);
}

process.on('uncaughtException', fail);
await runCommand(
  defineCommand(
    'dev',
    'Runs the portal on this machine for development: functions and pages reload. PORT (3000) and AWS_PORT (4566) choose other ports.',
  )
    .option('--inspect [port]', `opens a debugger on this port (${usualDebugPort})`, wholeNumber(1))
    .option('--verbose', "shows the functions' logs", false)
    .action((options) => dev(options).catch(fail)),
);
