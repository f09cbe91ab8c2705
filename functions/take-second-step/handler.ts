import { loggedMailing } from '#shared/messages/compose.ts';
import { limits, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import * as signIn from '#shared/sign-in/compose.ts';
import { takeSecondStep } from './take-second-step.ts';

const app = await signIn.appClient();
const seals = { pendingSignIns: signIn.pendingSignIns(app), devices: signIn.devices(app) };
const stores = { codes: signIn.signInCodes(), limits: limits(), newBrowsers: signIn.newBrowsers() };
const pool = { signInProved: signIn.signInProved(app), sessionCookies: signIn.sessionCookies(app) };
const needs = { ...seals, ...stores, ...pool, ...loggedMailing(2), standingOf: signIn.signInStanding(), now };
export const handler = httpApi(takeSecondStep(needs));
