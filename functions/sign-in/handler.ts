import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoOvertaken } from '#shared/sessions/dynamo-overtaken.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/cognito-password-check.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { signIn } from './sign-in.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv]);
const now = () => new Date();
const dynamo = new DynamoDBClient({ maxAttempts: 3 });
const { app, checkPassword } = await cognitoPasswordCheck({ env, dynamo, cognito: createRepeatingClient(), now });

export const handler = httpApi(
  signIn({
    checkPassword,
    challenges: createChallengeSeal(app.clientSecret),
    isOvertaken: dynamoOvertaken(dynamo, env.PORTAL_TABLE),
    refreshTokenSeconds: app.refreshTokenSeconds,
    now,
  }),
);
