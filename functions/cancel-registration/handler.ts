import { cancellations, documentVersions, finishingRequests } from '#shared/customers/compose.ts';
import { mailer, portalOrigin } from '#shared/messages/compose.ts';
import { now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, credentials, passwordCheck, passwordTurns } from '#shared/sign-in/compose.ts';
import { createRepeatingClient } from '#shared/sign-in/pool/cognito-app-client.ts';
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
