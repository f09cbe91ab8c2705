import { setTimeout as pause } from 'node:timers/promises';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { log } from '#shared/platform/runtime/log.ts';
import { createSignInClient, readAppClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { newAttemptId } from './attempt-id.ts';
import { dynamoGuard } from './dynamo-guard.ts';
import { createPasswordCheck } from './password-check.ts';

type Needs = {
  readonly env: { readonly USER_POOL_ID: string; readonly USER_POOL_CLIENT_ID: string; readonly PORTAL_TABLE: string };
  readonly dynamo: DynamoDBClient;
  /** For calls that may be repeated. */
  readonly cognito: CognitoIdentityProviderClient;
  readonly now: () => Date;
};

/**
 * The pool, its app client, and the one way to test a password: through the guard, wherever that is (R3.2a). Made once, at
 * init; throws when the app client is missing or has no secret.
 */
export async function cognitoPasswordCheck({ env, dynamo, cognito, now }: Needs) {
  const app = await readAppClient(cognito, env);
  const pool = cognitoPool(createSignInClient(), app);
  const guard = dynamoGuard(dynamo, env.PORTAL_TABLE, now);
  const onLock = () => log.info('username-locked', { outcome: 'locked' });
  return { app, pool, checkPassword: createPasswordCheck({ guard, pool, now, pause, newAttemptId, onLock }) };
}
