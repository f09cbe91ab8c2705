import { credentials, inTurn, sessionCutoff } from '#shared/credentials/compose.ts';
import { smsPasswordOf } from '#shared/credentials/sms-password.ts';
import { audit, callers, identifications } from '#shared/helpdesk/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { registrationLinks } from '#shared/registration/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
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
