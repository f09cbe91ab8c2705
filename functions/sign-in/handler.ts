import { limitNames, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import {
  asksSecondStep,
  newBrowsers,
  passwordCheck,
  sessionCookies,
  signInLane,
  signInStanding,
} from '#shared/sign-in/compose.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { signIn } from './sign-in.ts';

const [{ app, pool, checkPassword, devices }, { networkName }] = await Promise.all([passwordCheck(), limitNames()]);
export const handler = httpApi(
  signIn({
    checkPassword,
    devices,
    laneOf: signInLane(devices),
    challenges: createChallengeSeal(app.clientSecret),
    standingOf: signInStanding(),
    askSecondStep: asksSecondStep(app, pool),
    newBrowsers: newBrowsers(),
    sessionCookies: sessionCookies(app),
    now,
  }),
  { networkName },
);
