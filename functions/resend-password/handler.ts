import { registrationLinks } from '#shared/customers/registration/compose.ts';
import { audit, callers, identifications } from '#shared/helpdesk/compose.ts';
import { notedSms } from '#shared/messages/sms-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/credentials/compose.ts';
import { smsPasswordOf } from '#shared/sign-in/credentials/sms-password.ts';
import { resendPassword } from './resend-password.ts';

const secrets = await pseudonyms();
export const handler = httpApi(
  resendPassword({
    ...inTurn(),
    identifications: identifications(),
    callers: callers(),
    audit: audit(),
    limits: limits(),
    credentials: credentials(),
    cutoff: sessionCutoff(),
    registrations: registrationLinks(),
    sms: notedSms(),
    passwordOf: smsPasswordOf(secrets),
    secretVersion: secrets.version,
    passwordsPerPerson: limitOf('HELPDESK_PASSWORDS_PER_PERSON'),
  }),
);
