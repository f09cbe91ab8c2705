import { httpApi } from '#shared/http/http-api.ts';
import { readEnv } from '#shared/runtime/read-env.ts';
import { dynamoAccounts } from '#shared/sessions/dynamo-accounts.ts';
import { createRepeatingClient, readAppClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { userPoolEnv } from '#shared/sign-in/env.ts';
import { createDynamoClient } from '#shared/tables/dynamo-client.ts';
import { portalTableEnv } from '#shared/tables/env.ts';
import { clearEndedCookie } from './clear-ended-cookie.ts';
import { refreshSession } from './refresh-session.ts';

const env = readEnv([...portalTableEnv, ...userPoolEnv]);
const cognito = createRepeatingClient();
const app = await readAppClient(cognito, env);

export const handler = clearEndedCookie(
  httpApi(
    refreshSession({
      pool: cognitoPool(cognito, app),
      accounts: dynamoAccounts(createDynamoClient(), env.PORTAL_TABLE),
      refreshTokenSeconds: app.refreshTokenSeconds,
      now: () => new Date(),
    }),
  ),
);
