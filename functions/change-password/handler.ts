import { mailer, portalOrigin } from '#shared/messages/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, credentials, inTurn, passwordCheck, sessionCutoff } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
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
