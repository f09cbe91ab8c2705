import { resolve } from 'node:path';
import { requireFreePort, startHost } from 'template-host';
import * as v from 'valibot';
import { defineCommand, runCommand } from './command.ts';
import { dropZone } from './local/drop-zone.ts';
import { prepareTemplate } from './local/prepare-template.ts';
import { loadSamples } from './local/samples/load-samples.ts';
import { describeSamplePersons } from './local/samples/persons.ts';
import { sampleCustomer } from './local/samples/register-sample-customer.ts';
import { samplePolicy, writeSamplePdf } from './local/samples/write-sample-pdf.ts';

// `npm start`: the portal with all of AWS that it needs, on this machine.
process.env.TZ = 'UTC';

const portSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number'),
);

function readPort(name: string, usual: string): number {
  const parsed = v.safeParse(portSchema, process.env[name] ?? usual);
  if (parsed.success) return parsed.output;
  throw new Error(`${name} ${parsed.issues[0].message}`);
}

async function start(values: { readonly data?: string; readonly verbose: boolean }): Promise<void> {
  const [port, awsPort] = [readPort('PORT', '3000'), readPort('AWS_PORT', '4566')];
  // A taken port is told before the build, not after it.
  for (const wanted of [port, awsPort]) await requireFreePort(wanted);
  const { templateDir, stackName } = await prepareTemplate();
  const host = await startHost({
    templateDir,
    stackName,
    port,
    awsPort,
    verbose: values.verbose,
    dropZone,
    waitsForReady: true,
    ...(values.data === undefined ? {} : { directory: resolve(values.data) }),
  });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await host.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  await loadSamples(host);
  const pdf = await writeSamplePdf();
  console.log(`
Portal       ${host.url}
Control      ${host.url}/_local/   mailbox, SMS, clock, faults, drop zone
AWS          ${host.awsUrl}   aws --endpoint-url ${host.awsUrl} s3 ls s3://${host.outputs.DocumentsBucket ?? ''}
Helpdesk API ${host.outputs.HelpdeskUrl ?? host.apiUrl}   access key helpdesk-staff, secret helpdesk-staff

Sign in as ${sampleCustomer.username} with the password: ${sampleCustomer.password}
or recover access at ${host.url}/recover with ${sampleCustomer.email} and ${sampleCustomer.mobile}
or sign up at ${host.url}/register (any e-mail address, any mobile number; both arrive in the control page) as
${describeSamplePersons()}

Upload a document as the insurer does; ${sampleCustomer.username} gets a mail:
  export AWS_ACCESS_KEY_ID=insurer-systems AWS_SECRET_ACCESS_KEY=insurer-systems AWS_REGION=eu-central-1
  aws --endpoint-url ${host.awsUrl} s3 cp ${pdf} s3://${host.outputs.DocumentsBucket ?? ''}/documents/${samplePolicy}/

Ctrl-C ends it.`);
  host.ready();
  // Only now: fifty threads that start at once would keep the first sign-up waiting.
  host.warm();
}

const fail = (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
};
// A build tool may fail outside the promise it gave.
process.on('uncaughtException', fail);
await runCommand(
  defineCommand(
    'start',
    'The portal with all of AWS that it needs, on this machine. PORT (3000) and AWS_PORT (4566) choose other ports.',
  )
    .option('--data <folder>', 'keeps the state in this folder')
    .option('--verbose', "shows the functions' logs", false)
    .action((options) => start(options).catch(fail)),
);
