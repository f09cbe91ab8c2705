import { credentials, inTurn, sessionCutoff } from '#shared/credentials/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailer, portalOrigin } from '#shared/mail/compose.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { changePassword } from './change-password.ts';

const cognito = createRepeatingClient();
export const handler = httpApi(
  changePassword({
    ...(await passwordCheck(cognito)),
    ...inTurn(),
    accounts: accounts(),
    credentials: credentials(cognito),
    cutoff: sessionCutoff(),
    mailer: mailer(),
    origin: portalOrigin(),
  }),
);
