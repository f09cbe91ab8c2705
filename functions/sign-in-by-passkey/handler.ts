import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import * as signIn from '#shared/sign-in/compose.ts';
import { signInByPasskey } from './sign-in-by-passkey.ts';

const app = await signIn.appClient();
const seals = { challenges: signIn.passkeyChallenges(app), devices: signIn.devices(app) };
const stores = { passkeys: signIn.passkeys(), newBrowsers: signIn.newBrowsers() };
const needs = { ...seals, ...stores, verification: signIn.passkeyVerification(), now };
const pool = { signInProved: signIn.signInProved(app), sessionCookies: signIn.sessionCookies(app) };
export const handler = httpApi(signInByPasskey({ ...needs, ...pool }));
