import { SESClient } from '@aws-sdk/client-ses';
import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { dynamoChallengeStanding } from '#shared/credentials/dynamo-challenge-standing.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailEnv } from '#shared/mail/env.ts';
import { sesMailer, sesSettings } from '#shared/mail/ses-mailer.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoFirstPassword } from '#shared/sessions/dynamo-first-password.ts';
import { createRepeatingClient, createSignInClient, readAppClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { choosePassword } from './choose-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv, ...mailEnv]);
const dynamo = createDynamoClient();
const app = await readAppClient(createRepeatingClient(), env);

export const handler = httpApi(
  choosePassword({
    pool: cognitoPool(createSignInClient(7_000), app),
    firstPassword: dynamoFirstPassword(dynamo, env.PORTAL_TABLE),
    challenges: createChallengeSeal(app.clientSecret),
    standing: dynamoChallengeStanding(dynamo, env.PORTAL_TABLE),
    refreshTokenSeconds: app.refreshTokenSeconds,
    mailer: sesMailer(new SESClient({ maxAttempts: 2 }), sesSettings(env)),
    origin: env.PORTAL_ORIGIN,
    now: () => new Date(),
  }),
);
