import { setTimeout as pause } from 'node:timers/promises';
import { AdminDisableUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from 'template-host/dynamodb';
import {
  aClient,
  clientId,
  clientSecret,
  poolId,
  setupPool,
  triggerArn,
} from 'template-host/testing/cognito-pool-builder';
import { serveService } from 'template-host/testing/serve-service';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { dynamoPasswordTurns } from '#shared/sign-in/credentials/dynamo-password-turns.ts';
import { dynamoChallengeStanding, dynamoLaneTerms } from '#shared/sign-in/credentials/dynamo-session-cutoff.ts';
import { newTurnId } from '#shared/sign-in/credentials/password-turn.ts';
import { dynamoGuard } from '#shared/sign-in/guard/dynamo-guard.ts';
import { newAttemptId } from '#shared/sign-in/guard/guard.ts';
import { createPasswordCheck } from '#shared/sign-in/guard/password-check.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { dynamoNewBrowsers } from '#shared/sign-in/lanes/dynamo-new-browsers.ts';
import { createSignInLane } from '#shared/sign-in/lanes/lanes.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { createAskSecondStep } from '#shared/sign-in/second-step/ask-second-step.ts';
import { createPendingSignIns } from '#shared/sign-in/second-step/pending-sign-in.ts';
import { dynamoAccounts, dynamoFirstPassword, dynamoSignInStanding } from '#shared/sign-in/sessions/dynamo-accounts.ts';
import { dynamoEndedSessions } from '#shared/sign-in/sessions/dynamo-ended-sessions.ts';
import { createSessionCookies } from '#shared/sign-in/sessions/session-cookie.ts';
import { type ApiAnswer, anApiCall } from '#test/builders/api-call.ts';
import { noProofs } from '#test/builders/no-proofs.ts';
import { choosePassword } from '../../functions/choose-password/choose-password.ts';
import { guardSignIn } from '../../functions/guard-sign-in/guard-sign-in.ts';
import { nameAccount } from '../../functions/name-account/name-account.ts';
import { clearEndedCookie, refreshSession } from '../../functions/refresh-session/refresh-session.ts';
import { signIn } from '../../functions/sign-in/sign-in.ts';
import { signOut } from '../../functions/sign-out/sign-out.ts';

const table = 'portal';
const tokensArn = 'arn:aws:lambda:eu-central-1:000000000000:function:tokens';
const tableDefinition = {
  TableName: table,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
};

const sdk = (endpoint: string, maxAttempts: number) => ({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts,
});

/** What a browser shows beside username and password. */
type Shown = { readonly cookie?: string | undefined; readonly recoveryToken?: string };

/**
 * The five functions of sign-in over the emulated pool and table, with the pool's trigger wired to our guard: a password's
 * whole way except API Gateway. `time.offset` (ms) moves the functions' clock and the pool's; from
 * `stillFrom` (ms) on the functions' clock moves by that alone. Closed at the test's end.
 */
export async function setupSignIn({
  triggerTimeoutMs,
  stillFrom,
}: {
  triggerTimeoutMs?: number;
  stillFrom?: number;
} = {}) {
  const time = { offset: 0 };
  const now = () => new Date((stillFrom ?? Date.now()) + time.offset);
  const dynamoService = await createDynamoDb({ clock: { now: () => now().getTime() } });
  dynamoService.createTable(tableDefinition);
  const dynamoServer = await serveService(dynamoService);
  const dynamo = new DynamoDBClient(sdk(dynamoServer.url, 3));
  onTestFinished(async () => {
    dynamo.destroy();
    await dynamoServer.close();
    await dynamoService.close();
  });

  const guard = dynamoGuard(dynamo, table, now);
  const trigger = guardSignIn({ guard, ...noProofs });
  const pool = await setupPool({
    client: { refreshTokenRotation: { graceSeconds: 10 } },
    pool: {
      triggers: { preAuthentication: triggerArn, preTokenGenerationConfig: tokensArn },
      customAttributes: ['account'],
      passwordPolicy: {
        minimumLength: 12,
        requireUppercase: false,
        requireLowercase: false,
        requireNumbers: false,
        requireSymbols: false,
        temporaryPasswordValidityDays: 1,
      },
    },
    ...(triggerTimeoutMs === undefined ? {} : { triggerTimeoutMs }),
    async invokeTrigger(arn, event) {
      try {
        return { ok: true, event: await (arn === tokensArn ? nameAccount(event) : trigger(event)) };
      } catch (error) {
        return { ok: false, error: error instanceof Error ? error.message : String(error) };
      }
    },
  });

  const cognito = new CognitoIdentityProviderClient(sdk(pool.url, 1));
  const userPool = cognitoPool(cognito, { userPoolId: poolId, clientId, clientSecret });
  const checkPassword = createPasswordCheck({ guard, pool: userPool, now, pause, newAttemptId });
  const sessionCookies = createSessionCookies(clientSecret, aClient().refreshTokenValiditySeconds);
  const endedSessions = dynamoEndedSessions(dynamo, table);

  const refresh = clearEndedCookie(
    httpApi(
      refreshSession({ pool: userPool, accounts: dynamoAccounts(dynamo, table), endedSessions, sessionCookies, now }),
    ),
  );
  const firstPassword = dynamoFirstPassword(dynamo, table);
  const challenges = createChallengeSeal(clientSecret);
  const devices = createDeviceSeal(clientSecret);
  const laneOf = createSignInLane({ devices, termsOf: dynamoLaneTerms(dynamo, table), now });
  const standing = dynamoChallengeStanding(dynamo, table);
  const pendingSignIns = createPendingSignIns(clientSecret);
  const secondStep = {
    standingOf: dynamoSignInStanding(dynamo, table, now),
    askSecondStep: createAskSecondStep({ pool: userPool, pendingSignIns }),
  };
  const handlers = {
    signIn: httpApi(
      signIn({
        ...{ checkPassword, laneOf, devices, challenges, sessionCookies, now },
        ...secondStep,
        newBrowsers: dynamoNewBrowsers(dynamo, table),
      }),
    ),
    choosePassword: httpApi(
      choosePassword({
        ...{ pool: userPool, firstPassword, challenges, devices, standing, sessionCookies, now },
        ...{ turns: dynamoPasswordTurns(dynamo, table), newTurnId, pause },
        ...secondStep,
        mailer: { send: async () => ({ messageId: 'mail' }) },
        origin: 'https://portal.example',
      }),
    ),
    refresh,
    signOut: httpApi(signOut({ pool: userPool, endedSessions, sessionCookies, now })),
  };
  return {
    ...pool,
    dynamo,
    table,
    guard,
    devices,
    userPool,
    secondStep,
    time,
    disable: (Username: string) => cognito.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username })),
    async advance(ms: number) {
      time.offset += ms;
      await pool.clock.advance(ms);
    },
    signInAs: (username: string, password: string, { cookie, recoveryToken }: Shown = {}) =>
      anApiCall(handlers.signIn, { cookie, body: { username, password, recoveryToken } }),
    choose: (username: string, challengeToken: string, newPassword: string) =>
      anApiCall(handlers.choosePassword, { body: { username, challengeToken, newPassword } }),
    refresh: (cookie?: string) => anApiCall(handlers.refresh, { cookie }),
    signOut: (cookie?: string) => anApiCall(handlers.signOut, { cookie }),
  };
}

const cookieSchema = v.pipe(v.string(), v.startsWith('__Host-session='));

/** The cookie an answer set, as a browser sends it back. */
export const cookieOf = ({ cookies }: ApiAnswer): string => v.parse(cookieSchema, cookies[0]).split(';')[0] ?? '';
