import { mailing } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import * as signIn from '#shared/sign-in/compose.ts';
import { choosePassword } from './choose-password.ts';

const app = await signIn.appClient();
const pool = signIn.answeringPool(app);
const seals = { challenges: signIn.challenges(app), devices: signIn.devices(app) };
const stores = { firstPassword: signIn.firstPassword(), standing: signIn.challengeStanding() };
const session = { sessionCookies: signIn.sessionCookies(app), standingOf: signIn.signInStanding() };
const needs = { ...seals, ...stores, ...session, ...signIn.inTurn(), ...mailing(2), pool };
export const handler = httpApi(choosePassword({ ...needs, askSecondStep: signIn.asksSecondStep(app, pool) }));
