import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecrets } from '#host/secrets/secrets.ts';
import { serveService } from '#testing/serve-service.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:app/hmac-AbCdEf';
const name = 'app/hmac';

const startSecrets = async (options: { readonly directory?: string; readonly value?: string } = {}) => {
  const { value = 'first', ...kept } = options;
  const secrets = await createSecrets(kept);
  secrets.createSecret({ arn, name, value });
  const server = await serveService(secrets);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SecretsManagerClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });
  const close = async () => {
    client.destroy();
    await server.close();
    await secrets.close();
  };
  return { secrets, client, url: server.url, close };
};

describe('Secrets Manager spoken by the unmodified SDK', () => {
  let local: Awaited<ReturnType<typeof startSecrets>>;
  beforeEach(async () => {
    local = await startSecrets();
  });
  afterEach(() => local.close());
  const get = (SecretId = name, VersionStage?: string) =>
    local.client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage === undefined ? {} : { VersionStage }) }));
  const put = (SecretString: string, ClientRequestToken = crypto.randomUUID()) =>
    local.client.send(new PutSecretValueCommand({ SecretId: name, SecretString, ClientRequestToken }));

  it('reads a secret by name, by ARN and by ARN without its random letters', async () => {
    for (const id of [name, arn, arn.slice(0, -7)]) {
      expect(await get(id)).toMatchObject({
        ARN: arn,
        Name: name,
        SecretString: 'first',
        VersionStages: ['AWSCURRENT'],
      });
    }
    expect((await get()).CreatedDate?.getTime()).toBeCloseTo(Date.now(), -4);
  });

  it('puts a former value back by its stage, and refuses where another version has it', async () => {
    const { VersionId: first = '' } = await get();
    const { VersionId: second = '' } = await put('second');
    const move = (RemoveFromVersionId: string) =>
      local.client.send(
        new UpdateSecretVersionStageCommand({
          ...{ SecretId: name, VersionStage: 'AWSCURRENT' },
          ...{ MoveToVersionId: first, RemoveFromVersionId },
        }),
      );
    await expect(move(first)).rejects.toThrow(`currently attached to version ${second}`);
    await move(second);
    expect((await get()).SecretString).toBe('first');
    const { Versions = [] } = await local.client.send(new ListSecretVersionIdsCommand({ SecretId: name }));
    expect(Versions.map(({ VersionId, VersionStages }) => [VersionId, VersionStages])).toEqual([
      [first, ['AWSCURRENT']],
      [second, ['AWSPREVIOUS']],
    ]);
  });

  it('makes another secret, once', async () => {
    const make = () => local.client.send(new CreateSecretCommand({ Name: 'app/other', SecretString: 'o' }));
    const { ARN = '' } = await make();
    expect((await get(ARN)).SecretString).toBe('o');
    await expect(make()).rejects.toThrow('already exists');
  });

  it('makes a new value the current one and the old one the previous', async () => {
    const first = await get();
    const { VersionId } = await put('second');
    await put('third');
    expect((await get()).SecretString).toBe('third');
    expect(await get(name, 'AWSPREVIOUS')).toMatchObject({ SecretString: 'second', VersionId });
    const forgotten = local.client.send(new GetSecretValueCommand({ SecretId: arn, VersionId: first.VersionId }));
    await expect(forgotten).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('puts once for one token, and refuses the token with another value', async () => {
    const token = crypto.randomUUID();
    await put('second', token);
    await put('third');
    expect((await put('second', token)).VersionId).toBe(token);
    expect((await get()).SecretString).toBe('third');
    await expect(put('other', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('keeps binary values as they are', async () => {
    await local.client.send(new PutSecretValueCommand({ SecretId: name, SecretBinary: new Uint8Array([0, 255]) }));
    expect([...((await get()).SecretBinary ?? [])]).toEqual([0, 255]);
  });

  it('finds no unknown secret and no stage without a version', async () => {
    await expect(get('other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(get(name, 'AWSPREVIOUS')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('answers a malformed request with 400, never 500', async () => {
    const post = async (operation: string, body: string) => {
      const headers = { 'x-amz-target': `secretsmanager.${operation}` };
      return (await fetch(local.url, { method: 'POST', headers, body })).status;
    };
    expect(await post('GetSecretValue', '{')).toBe(400);
    expect(await post('GetSecretValue', '{}')).toBe(400);
    expect(await post('GetSecretValue', '{"SecretId":7}')).toBe(400);
    expect(await post('PutSecretValue', JSON.stringify({ SecretId: name }))).toBe(400);
    expect(await post('DeleteSecret', '{}')).toBe(400);
  });

  it('needs permission for the ARN of a secret that is requested by name', () => {
    const asked = local.secrets.intents({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' },
      body: Buffer.from(JSON.stringify({ SecretId: name })),
      caller: { kind: 'owner' },
    });
    expect(asked).toEqual([{ action: 'secretsmanager:GetSecretValue', resource: arn }]);
  });

  it('keeps the value of an earlier run, for the owner of the machine only', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'secrets-'));
    const before = await startSecrets({ directory });
    await before.close();
    expect((await stat(join(directory, 'secrets.jsonl'))).mode & 0o077).toBe(0);
    const after = await startSecrets({ directory, value: 'another' });
    const { SecretString } = await after.client.send(new GetSecretValueCommand({ SecretId: name }));
    expect(SecretString).toBe('first');
    const moved = arn.replace('AbCdEf', 'GhIjKl');
    after.secrets.createSecret({ arn: moved, name, value: 'third' });
    expect(await after.client.send(new GetSecretValueCommand({ SecretId: moved }))).toMatchObject({ SecretString });
    await after.close();
    await rm(directory, { recursive: true });
  });
});
