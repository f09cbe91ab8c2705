import { limitNames, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import * as compose from '#shared/sign-in/compose.ts';
import { signIn } from './sign-in.ts';

const [{ app, pool, ...check }, { networkName }] = await Promise.all([compose.passwordCheck(), limitNames()]);
const lanes = { laneOf: compose.signInLane(check.devices), newBrowsers: compose.newBrowsers() };
const seals = { challenges: compose.challenges(app), sessionCookies: compose.sessionCookies(app) };
const steps = { standingOf: compose.signInStanding(), askSecondStep: compose.asksSecondStep(app, pool) };
export const handler = httpApi(signIn({ ...check, ...lanes, ...seals, ...steps, now }), { networkName });
