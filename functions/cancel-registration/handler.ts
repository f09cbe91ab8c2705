import { cancellations, documentVersions, finishingRequests } from '#shared/cancelling/compose.ts';
import { credentials, passwordTurns } from '#shared/credentials/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { mailer, portalOrigin } from '#shared/mail/compose.ts';
import { now } from '#shared/platform/now.ts';
import { accounts } from '#shared/sessions/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/cognito-app-client.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { cancelRegistration } from './cancel-registration.ts';

const cognito = createRepeatingClient();
export const handler = httpApi(
  cancelRegistration({
    ...(await passwordCheck(cognito)),
    accounts: accounts(),
    credentials: credentials(cognito),
    turns: passwordTurns(),
    cancellations: cancellations(),
    versions: documentVersions(),
    finishing: finishingRequests(),
    // One attempt: a repeated send is a second mail. The queue sends what was not taken.
    mailer: mailer(1),
    origin: portalOrigin(),
    now,
  }),
);
