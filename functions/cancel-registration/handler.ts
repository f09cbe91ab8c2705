import { cancellations, documentVersions, finishingRequests } from '#shared/customers/cancelling/compose.ts';
import { mailer, portalOrigin } from '#shared/messages/mail/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { now } from '#shared/platform/now.ts';
import { passwordCheck } from '#shared/sign-in/compose.ts';
import { credentials, passwordTurns } from '#shared/sign-in/credentials/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
import { accounts } from '#shared/sign-in/sessions/compose.ts';
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
