import { mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { appClient } from '#shared/sign-in/compose.ts';
import { createChallengeSeal } from '#shared/sign-in/credentials/challenge-token.ts';
import { challengeStanding, inTurn } from '#shared/sign-in/credentials/compose.ts';
import { createSignInClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { cognitoPool } from '#shared/sign-in/pool/cognito-pool.ts';
import { firstPassword } from '#shared/sign-in/sessions/compose.ts';
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
