import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { contract } from '#shared/contract/contract.ts';
import type { EndpointContract } from '#shared/contract/endpoint.ts';
import { identity } from '#shared/contract/fields.ts';
import { defineCommand } from '../command.ts';
import { askIdentity, asking } from './ask.ts';
import { environmentCredentials, type HelpdeskClient, helpdeskClient } from './helpdesk-client.ts';
import { show } from './show.ts';
import { commandWords } from './words.ts';

type Settings = {
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
};

/** The commands of the helpdesk; each prints the answer, as text or with `--json` as it came. Throws Refused. */
export function helpdeskCommands({ env, print }: Settings) {
  const program = defineCommand('helpdesk', 'A TeleBiztosító parancsai az ügyfélportállal kapcsolatos hívásokhoz')
    .option('--url <url>', 'a felület címe: a HelpdeskUrl kimenet (HELPDESK_URL)')
    .option('--json', 'a válasz JSON-ként', false)
    .option('--identification <id>', 'a hívó érvényes azonosítása (HELPDESK_IDENTIFICATION)');

  const read = () => {
    const options = program.opts();
    const url = options.url ?? env.HELPDESK_URL;
    if (!url) throw new Error('Hol van a felület? --url vagy HELPDESK_URL: a HelpdeskUrl kimenet');
    const client: HelpdeskClient = helpdeskClient({ url, credentials: environmentCredentials(env) }, env);
    return { client, json: options.json, identification: options.identification ?? env.HELPDESK_IDENTIFICATION };
  };

  /** The active identification; throws if there is none. */
  const identified = (): string => {
    const { identification } = read();
    if (identification) return identification;
    throw new Error('Előbb azonosítsa a hívót: helpdesk identify-caller, azután --identification <azonosító>');
  };

  const run = async (endpoint: EndpointContract, body?: unknown) => {
    const { client, json, identification } = read();
    if (endpoint.pathParameters) identified();
    const answer = await client(endpoint, { identification, ...(body === undefined ? {} : { body }) });
    print(json ? JSON.stringify(answer, undefined, 2) : show(answer));
  };

  const plain = [
    'showSmsHealth',
    'showAccount',
    'showRegistrationAttempts',
    'resendPassword',
    'liftLock',
    'liftSuppression',
  ] as const satisfies readonly (keyof typeof commandWords)[];
  for (const name of plain)
    program
      .command(contract[name].name)
      .description(commandWords[name])
      .action(() => run(contract[name]));

  program
    .command(contract.identifyCaller.name)
    .description(commandWords.identifyCaller)
    .option('--data <file>', 'a személyes adatok JSON-ként, - esetén a bemenetről; e nélkül a program kérdez')
    .action(async ({ data }) => {
      const given = data === undefined ? undefined : readFileSync(data === '-' ? 0 : data, 'utf8');
      const asked = given === undefined ? await asking(askIdentity) : v.parse(identity, JSON.parse(given));
      await run(contract.identifyCaller, { identity: asked });
    });
  program
    .command(`${contract.compareMobile.name} <number>`)
    .description(commandWords.compareMobile)
    .option('--correct', 'a nyilvántartott szám helyett ez legyen az új', false)
    .action((mobile, { correct }) => run(contract.compareMobile, { mobile, correct }));
  program
    .command(`${contract.correctEmail.name} <address>`)
    .description(commandWords.correctEmail)
    .action((email) => run(contract.correctEmail, { email }));
  program
    .command(contract.openContest.name)
    .description(commandWords.openContest)
    .action(() => run(contract.openContest, { identificationId: identified() }));
  program
    .command(`${contract.decideContest.name} <confirmed|rejected>`)
    .description(commandWords.decideContest)
    .action((outcome) => run(contract.decideContest, { identificationId: identified(), outcome }));
  return program;
}
