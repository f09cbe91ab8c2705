import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient, endedSessions, repeatingPool, sessionCookies } from '#shared/sign-in/compose.ts';
import { signOut } from './sign-out.ts';

const app = await appClient();
const needs = { pool: repeatingPool(app), sessionCookies: sessionCookies(app) };
export const handler = httpApi(signOut({ ...needs, endedSessions: endedSessions(), now }));
