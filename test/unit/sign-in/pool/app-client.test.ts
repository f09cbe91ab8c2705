import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecrets } from 'template-host/secrets';
import { serveService } from 'template-host/testing/serve-service';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readAppClient } from '#shared/sign-in/pool/secretsmanager-app-client.ts';

const arn = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:client-AbCdEf';

/** The app client, read from a secret with this text. */
async function readFrom(value: string) {
  const secrets = await createSecrets();
  secrets.createSecret({ arn, name: 'client', value });
  const server = await serveService(secrets);
  const client = new SecretsManagerClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  onTestFinished(async () => {
    client.destroy();
    await server.close();
    await secrets.close();
  });
  return readAppClient(client, { USER_POOL_ID: 'pool', USER_POOL_CLIENT_ID: 'client', POOL_CLIENT_SECRET_ARN: arn });
}

describe('R15.2 the app client', () => {
  it('is the variables and the secret, as CloudFormation copied it from the pool', async () => {
    const clientSecret = '1example23456789secret01234567890123456789secret0123';
    expect(await readFrom(clientSecret)).toEqual({ userPoolId: 'pool', clientId: 'client', clientSecret });
  });

  it.each([
    // What CloudFormation gave as the attribute for years (aws-cloudformation/cloudformation-coverage-roadmap, issue 794).
    'ClientSecret attribute not supported at this time, please use the CLI or Console to retrieve this value',
    'tooShort',
  ])('is refused at the start with a text that is no secret: %s', async (text) => {
    await expect(readFrom(text)).rejects.toThrow('This is not the secret of an app client');
  });
});
