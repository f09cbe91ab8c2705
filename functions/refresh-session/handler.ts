import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, appClient, endedSessions, repeatingPool, sessionCookies } from '#shared/sign-in/compose.ts';
import { clearEndedCookie, refreshSession } from './refresh-session.ts';

const app = await appClient();
const needs = { pool: repeatingPool(app), sessionCookies: sessionCookies(app) };
const refresh = refreshSession({ ...needs, accounts: accounts(), endedSessions: endedSessions(), now });
export const handler = clearEndedCookie(httpApi(refresh));
