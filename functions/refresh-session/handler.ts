import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, appClient, endedSessions, sessionCookies } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { clearEndedCookie, refreshSession } from './refresh-session.ts';

const app = await appClient();
const pool = { pool: cognitoPool(createRepeatingClient(), app), sessionCookies: sessionCookies(app) };
export const handler = clearEndedCookie(
  httpApi(refreshSession({ ...pool, accounts: accounts(), endedSessions: endedSessions(), now })),
);
