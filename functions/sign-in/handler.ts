import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { signIn } from './sign-in.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv]);
const now = () => new Date();
const dynamo = createDynamoClient();
const { app, checkPassword } = await cognitoPasswordCheck({ env, dynamo, cognito: createRepeatingClient(), now });

export const handler = httpApi(
  signIn({
    checkPassword,
    challenges: createChallengeSeal(app.clientSecret),
    refreshTokenSeconds: app.refreshTokenSeconds,
    now,
  }),
);
