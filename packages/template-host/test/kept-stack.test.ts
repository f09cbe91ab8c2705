import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Host } from '#host/host.ts';
import { queueParts, readsQueue } from './a-queue.ts';
import { aFunction, getAtt, ref } from './a-stack.ts';
import { play } from './play-stack.ts';
import { until } from './until.ts';

/** A client whose secret a template copies into Secrets Manager, as functions are to read it. */
const copiedSecret = {
  resources: {
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        UserPoolId: ref('Pool'),
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
        AccessTokenValidity: 10,
        RefreshTokenValidity: 720,
        TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      },
    },
    Copy: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: getAtt('Client', 'ClientSecret') } },
  },
  outputs: { Pool: ref('Pool'), Client: ref('Client'), Copy: ref('Copy') },
};

async function describeClient(host: Host) {
  const { Pool: UserPoolId, Client: ClientId } = host.outputs;
  const cognito = new CognitoIdentityProviderClient({
    endpoint: host.awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  });
  const { UserPoolClient: client } = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  cognito.destroy();
  return client;
}

/** The secret that the pool knows, and its copy. */
const bothSecrets = async (host: Host) => [
  (await describeClient(host))?.ClientSecret,
  host.services.secrets.textOf(host.outputs.Copy ?? ''),
];

it("DescribeUserPoolClient answers validities in the template's units, and in AWS's where it gives none", async () => {
  expect(await describeClient(await play(copiedSecret))).toMatchObject({
    AccessTokenValidity: 10,
    IdTokenValidity: 1,
    RefreshTokenValidity: 720,
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'minutes' },
  });
});

async function aFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kept-stack-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

describe('a stack that starts again on its kept state', () => {
  it("copies a client's secret by Fn::GetAtt; both are the same after a restart", async () => {
    const directory = await aFolder();
    const before = await play(copiedSecret, {}, { directory });
    const [secret, copy] = await bothSecrets(before);
    expect(secret).toMatch(/^[a-z0-9]{52}$/);
    expect(copy).toBe(secret);
    await before.close();
    expect(await bothSecrets(await play(copiedSecret, {}, { directory }))).toEqual([secret, secret]);
  });

  it('sends S3’s test event again only where a notification has changed', async () => {
    const directory = await aFolder();
    const worker = `export const handler = async ({ Records }) => {
      for (const { body } of Records) console.log(JSON.parse(body).Event ?? 'an object');
    };`;
    /** What comes until an object comes that was put after the start. */
    async function arrivals(folder: string): Promise<string[]> {
      const resources = { ...queueParts('worker', folder), ...aFunction('worker', { allow: [readsQueue] }) };
      const host = await play({ resources, outputs: { Bucket: ref('Bucket') } }, { worker }, { directory });
      await host.services.s3.put(host.outputs.Bucket ?? '', `${folder}x`, Buffer.from('x'));
      const lines = () => host.logs().map(({ line }) => line);
      await until(() => lines().includes('an object'));
      await host.close();
      return lines().toSorted();
    }
    expect(await arrivals('documents/')).toEqual(['an object', 's3:TestEvent']);
    expect(await arrivals('documents/')).toEqual(['an object']);
    expect(await arrivals('invoices/')).toEqual(['an object', 's3:TestEvent']);
  });
});
