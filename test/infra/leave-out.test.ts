import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as esbuild from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleOptions } from '#assets/build.ts';
import { plainEndpoints, regionalEndpoint, withPlainKeys } from '#assets/leave-out.ts';

type Parameters = { readonly Region: string; readonly Endpoint?: string; readonly UseFIPS?: boolean };
type Provider = (parameters: Parameters) => { readonly url: URL };

/** The SDK's own rules: node_modules, not the bundles. */
const rulesOf = {
  'cognito-identity-provider': (region: string) => new CognitoIdentityProviderClient({ region }).config,
  dynamodb: (region: string) => new DynamoDBClient({ region }).config,
  'pinpoint-sms-voice-v2': (region: string) => new PinpointSMSVoiceV2Client({ region }).config,
  'secrets-manager': (region: string) => new SecretsManagerClient({ region }).config,
  ses: (region: string) => new SESClient({ region }).config,
  sesv2: (region: string) => new SESv2Client({ region }).config,
  sqs: (region: string) => new SQSClient({ region }).config,
} satisfies Record<keyof typeof plainEndpoints, (region: string) => unknown>;

async function oursOf(host: string): Promise<Provider> {
  const file = join(await mkdtemp(join(tmpdir(), 'endpoint-')), `${host}.mjs`);
  await writeFile(file, regionalEndpoint(host));
  return (await import(pathToFileURL(file).href)).defaultEndpointResolver;
}

const clients = Object.keys(rulesOf) as (keyof typeof rulesOf)[];

describe('the endpoints in the bundles', () => {
  it.each(clients)('of %s are where the SDK finds them', async (client) => {
    const ours = await oursOf(plainEndpoints[client]);
    for (const region of ['eu-central-1', 'us-east-1', 'eu-south-2', 'cn-north-1', 'eusc-de-east-1']) {
      const theirs = rulesOf[client](region).endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false });
      expect(ours({ Region: region }).url.href, region).toBe(theirs.url.href);
    }
  });

  it('are the one that an environment variable names, such as the local host', async () => {
    const ours = await oursOf('dynamodb');
    expect(ours({ Region: 'eu-central-1', Endpoint: 'http://127.0.0.1:4566' }).url.href).toBe('http://127.0.0.1:4566/');
  });

  it('refuse to be other ones than usual', async () => {
    const ours = await oursOf('dynamodb');
    expect(() => ours({ Region: 'us-east-1', UseFIPS: true })).toThrow('only the usual endpoint');
  });
});

describe('what bundles leave out', () => {
  let bytes: ReadonlyMap<string, number>;
  beforeAll(async () => {
    const root = join(import.meta.dirname, '../..');
    const { metafile } = await esbuild.build({
      ...bundleOptions,
      plugins: [...bundleOptions.plugins],
      absWorkingDir: root,
      // It uses six clients, S3's among them.
      entryPoints: [join(root, 'functions/cancel-registration/handler.ts')],
      write: false,
      outdir: 'nowhere',
      metafile: true,
    });
    const [output] = Object.values(metafile.outputs);
    bytes = new Map(Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => [path, bytesInOutput]));
  });
  const sizeOf = (part: RegExp) =>
    [...bytes].filter(([path]) => part.test(path)).reduce((sum, [, size]) => sum + size, 0);

  it.each([
    ['streams of events', /eventstream/],
    ['SHA-256 in JavaScript', /Sha256Js/],
    ['discovery of endpoints', /mnemonist|obliterator|endpoint-cache/],
    ['the rules of plain endpoints', /client-(?!s3\/)[\w-]+\/dist-es\/endpoint\/bdd/],
  ])('%s', (_, part) => {
    expect(sizeOf(part)).toBe(0);
  });

  it.each([
    ['what a package.json says besides the version', /client-[\w-]+\/package\.json$/, 600],
    ['schemas of operations that nobody calls', /client-s3\/dist-es\/schemas\/schemas_0\.js$/, 20_000],
  ])('%s', (_, part, most) => {
    expect(sizeOf(part)).toBeLessThan(most);
    expect([...bytes.keys()].filter((path) => part.test(path)).length).toBeGreaterThan(0);
  });
});

it('a computed key becomes the constant of the same file that it names, and stays where there is none', () => {
  const source = 'const _hQ = "httpQuery";\nvar a = [0, { [_hQ]: _x, [_other]: 1 }];';
  expect(withPlainKeys(source)).toBe('const _hQ = "httpQuery";\nvar a = [0, { "httpQuery": _x, [_other]: 1 }];');
});
