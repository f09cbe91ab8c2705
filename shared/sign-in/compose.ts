import { readVariable } from '#shared/platform/environment.ts';
import { now } from '#shared/platform/now.ts';
import { dynamo } from '#shared/platform/tables/dynamo-function-client.ts';
import { cognitoPasswordCheck } from '#shared/sign-in/guard/cognito-password-check.ts';
import { dynamoGuard } from '#shared/sign-in/guard/dynamo-guard.ts';
import { createRepeatingClient, readAppClient } from '#shared/sign-in/pool/cognito-app-client.ts';

const portal = () => readVariable('PORTAL_TABLE');
const poolVariables = () => ({
  USER_POOL_ID: readVariable('USER_POOL_ID'),
  USER_POOL_CLIENT_ID: readVariable('USER_POOL_CLIENT_ID'),
});

export const guard = () => dynamoGuard(dynamo(), portal(), now);

/** The pool's app client; awaited once, at init. */
export const appClient = (cognito = createRepeatingClient()) => readAppClient(cognito, poolVariables());

/** The pool, its app client, and the one way to test a password (R3.2a); awaited once, at init. */
export const passwordCheck = (cognito = createRepeatingClient()) =>
  cognitoPasswordCheck({ env: { ...poolVariables(), PORTAL_TABLE: portal() }, dynamo: dynamo(), cognito, now });
