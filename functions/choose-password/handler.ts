import { mailing } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import {
  appClient,
  asksSecondStep,
  challengeStanding,
  firstPassword,
  inTurn,
  sessionCookies,
  signInStanding,
} from '#shared/sign-in/compose.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { createDeviceSeal } from '#shared/sign-in/lanes/device-seal.ts';
import { createSignInClient } from '#shared/sign-in/pool/cognito-clients.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { choosePassword } from './choose-password.ts';

const app = await appClient();
const seals = { challenges: createChallengeSeal(app.clientSecret), devices: createDeviceSeal(app.clientSecret) };
const pool = cognitoPool(createSignInClient(7_000), app);
const needs = {
  ...seals,
  pool,
  ...inTurn(),
  ...mailing(2),
  firstPassword: firstPassword(),
  standing: challengeStanding(),
  standingOf: signInStanding(),
  askSecondStep: asksSecondStep(app, pool),
};
export const handler = httpApi(choosePassword({ ...needs, sessionCookies: sessionCookies(app) }));
