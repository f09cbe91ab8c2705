import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { challengeStanding, inTurn } from '#shared/credentials/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailer, portalOrigin } from '#shared/mail/compose.ts';
import { firstPassword } from '#shared/sessions/compose.ts';
import { createSignInClient } from '#shared/sign-in/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/cognito-pool.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { choosePassword } from './choose-password.ts';

const app = await appClient();
export const handler = httpApi(
  choosePassword({
    ...inTurn(),
    pool: cognitoPool(createSignInClient(7_000), app),
    firstPassword: firstPassword(),
    challenges: createChallengeSeal(app.clientSecret),
    standing: challengeStanding(),
    refreshTokenSeconds: app.refreshTokenSeconds,
    mailer: mailer(2),
    origin: portalOrigin(),
  }),
);
