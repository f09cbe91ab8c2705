import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient, endedSessions, sessionCookies } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { signOut } from './sign-out.ts';

const app = await appClient();
const pool = cognitoPool(createRepeatingClient(), app);
export const handler = httpApi(
  signOut({ pool, endedSessions: endedSessions(), sessionCookies: sessionCookies(app), now }),
);
