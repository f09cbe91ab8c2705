import { createChallengeSeal } from '#shared/credentials/challenge-token.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { overtaken } from '#shared/sessions/compose.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { signIn } from './sign-in.ts';

const { app, checkPassword } = await passwordCheck();
const { refreshTokenSeconds } = app;
export const handler = httpApi(
  signIn({
    checkPassword,
    challenges: createChallengeSeal(app.clientSecret),
    isOvertaken: overtaken(),
    refreshTokenSeconds,
    now,
  }),
);
