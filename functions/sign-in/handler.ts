import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { newAttemptId } from '#shared/sign-in/attempt-id.ts';
import { createRepeatingClient, createSignInClient, readAppClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { dynamoGuard } from '#shared/sign-in/dynamo-guard.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createPasswordCheck } from '#shared/sign-in/password-check.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { signIn } from './sign-in.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv]);
const now = () => new Date();
const app = await readAppClient(createRepeatingClient(), env);
const guard = dynamoGuard(new DynamoDBClient({ maxAttempts: 3 }), env.PORTAL_TABLE, now);
const pool = cognitoPool(createSignInClient(), app);
const checkPassword = createPasswordCheck({ guard, pool, now, pause, newAttemptId });

export const handler = httpApi(
  signIn({
    checkPassword,
    challenges: createChallengeSeal(app.clientSecret),
    refreshTokenSeconds: app.refreshTokenSeconds,
    now,
  }),
);
