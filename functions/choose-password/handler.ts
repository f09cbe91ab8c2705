import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoFirstPassword } from '#shared/sessions/dynamo-first-password.ts';
import { createRepeatingClient, createSignInClient, readAppClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { choosePassword } from './choose-password.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv]);
const app = await readAppClient(createRepeatingClient(), env);

export const handler = httpApi(
  choosePassword({
    pool: cognitoPool(createSignInClient(7_000), app),
    firstPassword: dynamoFirstPassword(new DynamoDBClient({ maxAttempts: 3 }), env.PORTAL_TABLE),
    refreshTokenSeconds: app.refreshTokenSeconds,
    now: () => new Date(),
  }),
);
