import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, appClient, refreshTokenSeconds } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { clearEndedCookie, refreshSession } from './refresh-session.ts';

const pool = cognitoPool(createRepeatingClient(), await appClient());
export const handler = clearEndedCookie(
  httpApi(refreshSession({ pool, accounts: accounts(), refreshTokenSeconds: refreshTokenSeconds(), now })),
);
