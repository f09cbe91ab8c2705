import { registrationLinks } from '#shared/customers/compose.ts';
import { audit, callers, identifications } from '#shared/helpdesk/compose.ts';
import { notedSms } from '#shared/messages/compose.ts';
import { limitOf, limits, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/compose.ts';
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
