import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import type { AwsRequest } from '#host/aws/service.ts';
import {
  aClient,
  aPolicy,
  aPool,
  clientId,
  clientSecret,
  poolId,
  refusal,
  setupPool,
  triggerArn,
} from '#testing/cognito-pool-builder.ts';

const request = (operation: string, body: unknown): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
  body: Buffer.from(JSON.stringify(body)),
  caller: { kind: 'function', name: 'sign-in' },
});

describe('intents', () => {
  it('name the operation on the pool that the request names', async () => {
    const { cognito } = await setupPool();
    for (const name of ['AdminInitiateAuth', 'AdminSetUserPassword', 'AdminGetUser', 'DescribeUserPoolClient'])
      expect(cognito.intents(request(name, { UserPoolId: poolId }))).toEqual([
        {
          action: `cognito-idp:${name}`,
          resource: `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${poolId}`,
        },
      ]);
  });

  it('are none for the operations that AWS leaves unsigned', async () => {
    const { cognito } = await setupPool();
    const unsigned = ['InitiateAuth', 'RespondToAuthChallenge', 'GetTokensFromRefreshToken', 'RevokeToken'];
    for (const name of [...unsigned, 'GlobalSignOut', 'ChangePassword', 'GetUser', 'DeleteUser'])
      expect(cognito.intents(request(name, { UserPoolId: poolId }))).toEqual([]);
  });
});

describe('errors', () => {
  it('name an unknown operation, and are JSON 1.1 with their type in body and header', async () => {
    const { sdk, url } = await setupPool();
    expect(await refusal(sdk.send(new ListUserPoolsCommand({ MaxResults: 1 })))).toMatch(
      /^UnknownOperationException: /,
    );
    const headers = { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' };
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ UserPoolId: poolId, Username: 'nobody' }),
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(answer.headers.get('x-amzn-errortype')).toBe('UserNotFoundException');
    expect(await answer.json()).toEqual({ __type: 'UserNotFoundException', message: 'User does not exist.' });
    const broken = await fetch(url, { method: 'POST', headers, body: '{' });
    expect(await broken.json()).toMatchObject({ __type: 'SerializationException' });
  });

  it('carry a function’s text, even if no header could', async () => {
    const { confirmedUser, signIn } = await setupPool({
      pool: { triggers: { preAuthentication: triggerArn } },
      invokeTrigger: async () => ({ ok: false, error: 'zárolva\r\nőrző' }),
    });
    await confirmedUser();
    expect(await refusal(signIn('anna', 'Permanent1'))).toBe(
      'UserLambdaValidationException: PreAuthentication failed with error zárolva\r\nőrző.',
    );
  });

  it('name pools and clients that do not exist', async () => {
    const { sdk } = await setupPool();
    const elsewhere = 'eu-central-1_Elsewhere';
    expect(await refusal(sdk.send(new AdminGetUserCommand({ UserPoolId: elsewhere, Username: 'anna' })))).toBe(
      `ResourceNotFoundException: User pool ${elsewhere} does not exist.`,
    );
    const flow = { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: {} } as const;
    expect(
      await refusal(sdk.send(new AdminInitiateAuthCommand({ UserPoolId: poolId, ClientId: 'other', ...flow }))),
    ).toBe('ResourceNotFoundException: User pool client other does not exist.');
    expect(
      await refusal(sdk.send(new AdminInitiateAuthCommand({ UserPoolId: poolId, ClientId: clientId, ...flow }))),
    ).toBe('InvalidParameterException: Missing required parameter USERNAME');
  });

  it('name the member that is wrong and never its value', async () => {
    const { sdk } = await setupPool();
    const create = (Username: string | undefined, TemporaryPassword: string) =>
      refusal(sdk.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username, TemporaryPassword })));
    expect(await create(undefined, 'Temporary1')).toBe(
      "InvalidParameterException: 1 validation error detected: Value at 'username' failed to satisfy constraint: Member must not be null",
    );
    const long = 'Secret1'.repeat(60);
    const message = await create('anna', long);
    expect(message).toMatch(/^InvalidParameterException: .*'temporaryPassword'/);
    expect(message).not.toContain('Secret1');
    expect(await create('with space', 'Temporary1')).toMatch(/^InvalidParameterException: .*'username'/);
  });
});

describe('descriptions and definitions', () => {
  it('DescribeUserPoolClient shows what was declared, including the secret', async () => {
    const { sdk } = await setupPool();
    const { UserPoolClient } = await sdk.send(
      new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }),
    );
    expect(UserPoolClient).toMatchObject({
      ClientSecret: clientSecret,
      AuthSessionValidity: 15,
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    });
  });

  it('refuse what is not played here or what AWS would not deploy', async () => {
    const { cognito } = await setupPool();
    const client = (over: Parameters<typeof aClient>[0]) => () => cognito.createClient(aClient(over));
    expect(client({ explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })).toThrow('ALLOW_USER_SRP_AUTH');
    expect(client({ explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] })).toThrow('rotation');
    expect(client({ authSessionValiditySeconds: 3600 })).toThrow('authSessionValiditySeconds');
    expect(client({ refreshTokenRotation: { graceSeconds: 61 } })).toThrow('graceSeconds');
    expect(client({ poolId: 'eu-central-1_Elsewhere' })).toThrow('does not exist');
    expect(() => cognito.createPool(aPool({ passwordPolicy: { ...aPolicy, minimumLength: 5 } }))).toThrow(
      'minimumLength',
    );
  });
});
