import { limitNames, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { newBrowsers, overtaken, passwordCheck, sessionCookies, signInLane } from '#shared/sign-in/compose.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { signIn } from './sign-in.ts';

const [{ app, checkPassword, devices }, { networkName }] = await Promise.all([passwordCheck(), limitNames()]);
export const handler = httpApi(
  signIn({
    checkPassword,
    devices,
    laneOf: signInLane(devices),
    challenges: createChallengeSeal(app.clientSecret),
    isOvertaken: overtaken(),
    newBrowsers: newBrowsers(),
    sessionCookies: sessionCookies(app),
    now,
  }),
  { networkName },
);
