import { mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/credentials/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
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
