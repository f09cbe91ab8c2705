import { createHmac } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { onTestFinished } from 'vitest';
import { createClock } from '#host/clock.ts';
import {
  type ClientDefinition,
  createCognito,
  type InvokeTrigger,
  type PasswordPolicy,
  type PoolDefinition,
} from '#host/cognito/cognito.ts';
import type { Limits } from '#host/limits.ts';
import { serveService } from './serve-service.ts';

export const poolId = 'eu-central-1_TestPool1';
export const clientId = 'testclientid1';
export const clientSecret = 'not-a-secret-only-a-test';
export const triggerArn = 'arn:aws:lambda:eu-central-1:000000000000:function:guard';
export const seconds = (n: number) => n * 1000;
export const minutes = (n: number) => seconds(60 * n);
export const days = (n: number) => minutes(24 * 60 * n);

export const aPolicy: PasswordPolicy = {
  minimumLength: 8,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: false,
  temporaryPasswordValidityDays: 1,
};

export const aPool = (over: Partial<PoolDefinition> = {}): PoolDefinition => ({
  poolId,
  poolArn: `arn:aws:cognito-idp:eu-central-1:000000000000:userpool/${poolId}`,
  usernameCaseInsensitive: true,
  passwordPolicy: aPolicy,
  triggers: {},
  customAttributes: ['language'],
  deletionProtection: true,
  ...over,
});

export const aClient = (over: Partial<ClientDefinition> = {}): ClientDefinition => ({
  clientId,
  clientSecret,
  poolId,
  explicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  accessTokenValiditySeconds: 900,
  idTokenValiditySeconds: 900,
  refreshTokenValiditySeconds: 86_400,
  refreshTokenRotation: { graceSeconds: 60 },
  preventUserExistenceErrors: true,
  authSessionValiditySeconds: 900,
  enableTokenRevocation: true,
  ...over,
});

/** The client's own computation of SECRET_HASH, as AWS documents it. */
export const secretHash = (username: string, secret = clientSecret) =>
  createHmac('sha256', secret)
    .update(username + clientId)
    .digest('base64');

export const echo: InvokeTrigger = async (_arn, event) => ({ ok: true, event });

type Setup = {
  pool?: Partial<PoolDefinition>;
  client?: Partial<ClientDefinition>;
  invokeTrigger?: InvokeTrigger;
  triggerTimeoutMs?: number;
  directory?: string;
  limits?: Limits;
};

/** A pool with one client behind HTTP, an SDK client for it, and the calls that most tests make. Closed at the test's end. */
export async function setupPool({
  pool,
  client,
  invokeTrigger = echo,
  triggerTimeoutMs,
  directory,
  limits,
}: Setup = {}) {
  const clock = createClock();
  const cognito = await createCognito({
    clock,
    invokeTrigger,
    ...(triggerTimeoutMs === undefined ? {} : { triggerTimeoutMs }),
    ...(directory === undefined ? {} : { directory }),
    ...(limits === undefined ? {} : { limits }),
  });
  cognito.createPool(aPool(pool));
  cognito.createClient(aClient(client));
  const server = await serveService(cognito);
  const sdk = new CognitoIdentityProviderClient({
    endpoint: server.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    sdk.destroy();
    await server.close();
    await cognito.close();
  });

  const createUser = (Username = 'anna', TemporaryPassword = 'Temporary1') =>
    sdk.send(
      new AdminCreateUserCommand({ UserPoolId: poolId, Username, TemporaryPassword, MessageAction: 'SUPPRESS' }),
    );
  const setPassword = (Username: string, Password: string, Permanent: boolean) =>
    sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent }));
  const signIn = (username: string, password: string, metadata?: Record<string, string>) =>
    sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: secretHash(username) },
        ...(metadata ? { ClientMetadata: metadata } : {}),
      }),
    );
  const choosePassword = (username: string, newPassword: string, Session: string | undefined) =>
    sdk.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId: poolId,
        ClientId: clientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session,
        ChallengeResponses: { USERNAME: username, NEW_PASSWORD: newPassword, SECRET_HASH: secretHash(username) },
      }),
    );

  return {
    clock,
    cognito,
    sdk,
    url: server.url,
    createUser,
    setPassword,
    signIn,
    choosePassword,
    /** A user who has chosen a password already. */
    async confirmedUser(username = 'anna', password = 'Permanent1') {
      await createUser(username);
      await setPassword(username, password, true);
      return { username, password };
    },
  };
}

/** Name and message of the error that a call ends with; fails when it goes well. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('the call was not refused');
  return `${error.name}: ${error.message}`;
}
