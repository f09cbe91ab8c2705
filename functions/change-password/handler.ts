import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { createPasswordClient } from '#shared/credentials/cognito-answered.ts';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoPasswordTurns } from '#shared/credentials/dynamo-password-turns.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { newTurnId } from '#shared/credentials/new-turn-id.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { changePassword } from './change-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...mailEnv]);
const now = () => new Date();
const cognito = createRepeatingClient();
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const { pool, checkPassword } = await cognitoPasswordCheck({ env, dynamo, cognito, now });

export const handler = httpApi(
  changePassword({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    checkPassword,
    pool,
    credentials: cognitoCredentials({ calls: cognito, sets: createPasswordClient() }, env.USER_POOL_ID),
    turns: dynamoPasswordTurns(dynamo, env.PORTAL_TABLE),
    newTurnId,
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now,
    pause: (ms) => pause(ms),
  }),
);
