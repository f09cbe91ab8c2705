import { readFileSync } from 'node:fs';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sesv2 from '@aws-sdk/client-sesv2';
import * as v from 'valibot';
import { operatorSettings } from '../../bin/operate/operator-settings.ts';
import { signedCall } from '../../bin/operate/signed-call.ts';

/** An `aws` command line, read as the AWS CLI reads it. */
export type AwsCommand = {
  readonly line: string;
  /** As the API names it: `EnableRule`; a waiter's own word (`table-exists`), and that of `s3` (`cp`), as they are. */
  readonly operation: string;
  readonly service: string;
  /** By the option's name, without `--`. */
  readonly options: Readonly<Record<string, string>>;
  /** What belongs to no option: the addresses of `s3`. */
  readonly others: readonly string[];
};

/** Options without a value. */
const switches: ReadonlySet<string> = new Set(['recursive']);
/** What the CLI does itself with an answer, or where it sends the call. */
const ofTheCli = ['query', 'output', 'region', 'recursive', 'endpoint-url'];

/** The lines of a text that a reader copies: inline code and blocks, with `\` joined, from `aws` to the end of that command. */
export const awsLines = (text: string): readonly string[] => {
  const code = [...text.matchAll(/```\n([\s\S]*?)```|`([^`]+)`/g)].map(([, block, span]) => block ?? span ?? '');
  const lines = code.flatMap((one) => one.replace(/ ?\\\n\s*/g, ' ').split('\n'));
  return [
    ...new Set(
      lines.flatMap((line) =>
        [...line.matchAll(/(?:^|[\s{;])aws ((?:"[^"]*"|'[^']*'|[^;])+)/g)].map(([, words = '']) =>
          words.replace(/ {3,}.*| \| .*/, '').trim(),
        ),
      ),
    ),
  ];
};

/** The words of a shell's line; `$(out X)` and `<…>` are one word. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:"[^"]*"|'[^']*'|\$\([^)]*\)|<[^>]*>|[^\s"'])+/g)].map(([word]) =>
    word.replace(/["'](.*)["']/, '$1'),
  );

const inWords = (name: string) => name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());

/** Reads a command line without its `aws`. Throws Error for one that the CLI would not take. */
export function readAwsCommand(line: string): AwsCommand {
  const [service = '', ...rest] = wordsOf(line);
  const isWaiter = rest[0] === 'wait';
  const [name = '', ...words] = isWaiter ? rest.slice(1) : rest;
  const others: string[] = [];
  const options: Record<string, string> = {};
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const option = /^--([a-z][a-z0-9-]*)$/.exec(word)?.[1];
    if (option === undefined) others.push(word);
    else if (switches.has(option) || option.startsWith('no-')) options[option] = '';
    else {
      at++;
      const value = words[at];
      if (value === undefined || value.startsWith('--')) throw new Error(`aws ${line}: --${option} has no value`);
      options[option] = value;
    }
  }
  if (others.length > 0 && service !== 's3') throw new Error(`aws ${line}: ${others.join(' ')} belongs to no option`);
  return { line, service, operation: isWaiter || service === 's3' ? name : inWords(name), options, others };
}

/** An operation as the SDK describes it: [9, namespace, name, traits, input, output]; a structure: [3, …, names of members, …]. */
const structure = v.tupleWithRest(
  [v.literal(3), v.string(), v.string(), v.unknown(), v.array(v.string())],
  v.unknown(),
);
const lazily = <T>(value: unknown) => (typeof value === 'function' ? (value() as T) : value);
const operationSchema = v.tupleWithRest(
  [v.literal(9), v.string(), v.string(), v.unknown(), v.pipe(v.unknown(), v.transform(lazily), structure)],
  v.unknown(),
);

type Client = { readonly send: (command: never) => Promise<unknown>; readonly destroy: () => void };
type Sdk = { readonly module: Readonly<Record<string, unknown>>; readonly client: (endpoint: string) => Client };
const sdks: Readonly<Record<string, Sdk>> = {
  cloudformation: {
    module: cloudformation,
    client: (at) => new cloudformation.CloudFormationClient(operatorSettings(at)),
  },
  'cognito-idp': { module: cognito, client: (at) => new cognito.CognitoIdentityProviderClient(operatorSettings(at)) },
  dynamodb: { module: dynamodb, client: (at) => new dynamodb.DynamoDBClient(operatorSettings(at)) },
  secretsmanager: {
    module: secretsmanager,
    client: (at) => new secretsmanager.SecretsManagerClient(operatorSettings(at)),
  },
  sesv2: { module: sesv2, client: (at) => new sesv2.SESv2Client(operatorSettings(at)) },
};
/** Waiters ask the same operation until its answer says so. */
const askedBy: Readonly<Record<string, string>> = { 'table-exists': 'DescribeTable' };

const written = (text: string): unknown => {
  if (text.startsWith('file://')) return readFileSync(text.slice('file://'.length), 'utf8');
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return new Date(text);
  if (text.startsWith('{')) return JSON.parse(text);
  return text;
};

/**
 * The input of a command whose service has a client here, with the members' names as the SDK knows them; undefined for another service.
 * Throws Error for an operation or an option that the service does not have.
 */
export function inputOf({ service, operation, options, line }: AwsCommand): Record<string, unknown> | undefined {
  const sdk = sdks[service];
  if (!sdk) return undefined;
  const named = askedBy[operation] ?? operation;
  const described = v.safeParse(operationSchema, sdk.module[`${named}$`]);
  if (!described.success) throw new Error(`aws ${line}: ${service} has no operation ${named}`);
  const [, , , , members] = described.output[4];
  return Object.fromEntries(
    Object.entries(options)
      .filter(([option]) => !ofTheCli.includes(option))
      .map(([option, text]) => {
        const isOff = option.startsWith('no-');
        const name = (isOff ? option.slice('no-'.length) : option).replaceAll('-', '');
        const member = members.find((one) => one.toLowerCase() === name);
        if (member === undefined) throw new Error(`aws ${line}: ${named} takes no --${option}`);
        return [member, isOff ? false : written(text)];
      }),
  );
}

const commandClass = v.custom<new (input: unknown) => unknown>((value) => typeof value === 'function');

/** Sends a command to the AWS at `endpoint` by the service's client, as the owner. Rejects with what AWS answers. */
export async function send(command: AwsCommand, endpoint: string): Promise<unknown> {
  const sdk = sdks[command.service];
  const input = inputOf(command);
  if (!sdk || !input) throw new Error(`there is no client of ${command.service} here`);
  const Command = v.parse(commandClass, sdk.module[`${askedBy[command.operation] ?? command.operation}Command`]);
  const client = sdk.client(endpoint);
  try {
    return await client.send(new Command(input) as never);
  } finally {
    client.destroy();
  }
}

const membersOf = ({ options }: AwsCommand) =>
  Object.fromEntries(Object.entries(options).map(([option, value]) => [inWords(option), value]));
/** Protocols of services that the portal has no client of. */
const bodies: Readonly<
  Record<string, (command: AwsCommand) => { service: string; headers: Record<string, string>; body: string }>
> = {
  events: (command) => ({
    service: 'events',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${command.operation}` },
    body: JSON.stringify(membersOf(command)),
  }),
  cloudwatch: (command) => ({
    service: 'monitoring',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ Action: command.operation, Version: '2010-08-01', ...membersOf(command) }).toString(),
  }),
};

/** Sends a command of a service without a client: a signed call with the keys of one of the stage's operators. */
export function sendAsOperator(command: AwsCommand, endpointUrl: string): Promise<string> {
  const call = bodies[command.service];
  if (!call) throw new Error(`nothing here writes a call of ${command.service}`);
  const credentials = async () => ({ accessKeyId: 'portal-operators.anna', secretAccessKey: 'portal-operators' });
  return signedCall({ ...call(command), region: 'eu-central-1', endpointUrl, credentials });
}
