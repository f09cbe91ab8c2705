import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { identity } from '#shared/contract/fields.ts';
import { defineCommand } from '../command.ts';
import { askIdentity, asking } from './ask.ts';
import { environmentCredentials, type HelpdeskClient, helpdeskClient } from './helpdesk-client.ts';
import { show } from './show.ts';

type Settings = {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
};

/** The commands of the helpdesk; each prints the answer, as text or with `--json` as it came. Throws Refused. */
export function helpdeskCommands({ env, print }: Settings) {
  const program = defineCommand(
    'helpdesk',
    'Commands with which TeleBiztosító serves callers about the customer portal',
  )
    .option('--url <url>', "the stack's output HelpdeskUrl (HELPDESK_URL)")
    .option('--json', 'print the answer as JSON', false)
    .option('--identification <id>', 'the active identification (HELPDESK_IDENTIFICATION)');

  const read = () => {
    const options = program.opts();
    const url = options.url ?? env.HELPDESK_URL;
    if (!url) throw new Error("Where is the API? --url or HELPDESK_URL: the stack's output HelpdeskUrl");
    const client: HelpdeskClient = helpdeskClient({ url, credentials: environmentCredentials(env) }, env);
    return { client, json: options.json, identification: options.identification ?? env.HELPDESK_IDENTIFICATION };
  };

  const run = async (endpoint: EndpointContract, body?: unknown) => {
    const { client, json, identification } = read();
    if (endpoint.pathParameters && !identification)
      throw new Error('Identify the caller first: helpdesk identify-caller, then --identification <id>');
    const answer = await client(endpoint, { identification, ...(body === undefined ? {} : { body }) });
    print(json ? JSON.stringify(answer, undefined, 2) : show(answer));
  };

  const plain = [
    contract.showSmsHealth,
    contract.showAccount,
    contract.showRegistrationAttempts,
    contract.resendPassword,
    contract.liftLock,
    contract.liftSuppression,
  ] satisfies readonly EndpointContract[];
  for (const endpoint of plain)
    program
      .command(endpoint.name)
      .description(endpoint.summary)
      .action(() => run(endpoint));

  program
    .command(contract.identifyCaller.name)
    .description(contract.identifyCaller.summary)
    .option(
      '--data <file>',
      'the natural identity data as JSON, - for standard input; default: questions on the terminal',
    )
    .action(async ({ data }) => {
      const given = data === undefined ? undefined : readFileSync(data === '-' ? 0 : data, 'utf8');
      const asked = given === undefined ? await asking(askIdentity) : v.parse(identity, JSON.parse(given));
      await run(contract.identifyCaller, { identity: asked });
    });
  program
    .command(`${contract.compareMobile.name} <number>`)
    .description(contract.compareMobile.summary)
    .option('--correct', 'replace the number on file by this one', false)
    .action((mobile, { correct }) => run(contract.compareMobile, { mobile, correct }));
  program
    .command(`${contract.correctEmail.name} <address>`)
    .description(contract.correctEmail.summary)
    .action((email) => run(contract.correctEmail, { email }));
  return program;
}
