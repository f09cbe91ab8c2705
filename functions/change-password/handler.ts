import { setTimeout as pause } from 'node:timers/promises';
import { SESClient } from '@aws-sdk/client-ses';
import { cognitoCredentials } from '#shared/credentials/cognito-credentials.ts';
import { dynamoSessionCutoff } from '#shared/credentials/dynamo-session-cutoff.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { changePassword } from './change-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...mailEnv]);
const now = () => new Date();
const cognito = createRepeatingClient();
const dynamo = createDynamoClient();
const { pool, checkPassword } = await cognitoPasswordCheck({ env, dynamo, cognito, now });

export const handler = httpApi(
  changePassword({
    accounts: dynamoAccounts(dynamo, env.PORTAL_TABLE),
    checkPassword,
    pool,
    credentials: cognitoCredentials(cognito, env.USER_POOL_ID),
    cutoff: dynamoSessionCutoff(dynamo, env.PORTAL_TABLE),
    mailer: sesMailer(new SESClient({ maxAttempts: 3 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now,
    pause: (ms) => pause(ms),
  }),
);
