import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, appClient } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { clearEndedCookie, refreshSession } from './refresh-session.ts';

const cognito = createRepeatingClient();
const app = await appClient(cognito);
const { refreshTokenSeconds } = app;
export const handler = clearEndedCookie(
  httpApi(refreshSession({ pool: cognitoPool(cognito, app), accounts: accounts(), refreshTokenSeconds, now })),
);
