import { resolve } from 'node:path';
import { requireFreePort, startHost } from 'template-host';
import * as v from 'valibot';
import { dropZone } from './local/drop-zone.ts';
import { prepareTemplate } from './local/prepare-template.ts';
import { loadSamples } from './local/samples/load-samples.ts';
import { describeSamplePersons } from './local/samples/persons.ts';
import { sampleCustomer } from './local/samples/register-sample-customer.ts';
import { readArguments } from './read-arguments.ts';

// `npm start`: the portal with all of AWS that it needs, on this machine.
process.env.TZ = 'UTC';

const usage = `npm start -- [--data <folder that keeps the state>] [--verbose]
  PORT (3000) and AWS_PORT (4566) choose other ports`;

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

async function main(): Promise<void> {
  const { values } = readArguments(usage, {
    options: { data: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
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
  console.log(`
Portal       ${host.url}
Control      ${host.url}/_local/   mailbox, SMS, clock, faults, drop zone
AWS          ${host.awsUrl}   aws --endpoint-url ${host.awsUrl} s3 ls s3://${host.outputs.DocumentsBucket ?? ''}
Helpdesk API ${host.outputs.HelpdeskUrl ?? host.apiUrl}   access key helpdesk-staff, secret helpdesk-staff

Sign in as ${sampleCustomer.username} with the password: ${sampleCustomer.password}
or sign up at ${host.url}/register (any e-mail address, any mobile number; both arrive in the control page) as
${describeSamplePersons()}

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
main().catch(fail);
