import { httpApi } from '#shared/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { clearEndedCookie } from './clear-ended-cookie.ts';
import { refreshSession } from './refresh-session.ts';

const cognito = createRepeatingClient();
const app = await appClient(cognito);
const { refreshTokenSeconds } = app;
export const handler = clearEndedCookie(
  httpApi(refreshSession({ pool: cognitoPool(cognito, app), accounts: accounts(), refreshTokenSeconds, now })),
);
