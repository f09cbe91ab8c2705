import { registrationLinks, unclaimedAccounts } from '#shared/customers/registration/compose.ts';
import { notedSms } from '#shared/messages/sms-outcomes/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { limitOf, limits } from '#shared/platform/limits/compose.ts';
import { pseudonyms } from '#shared/platform/secrets/compose.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/credentials/compose.ts';
import { smsPasswordOf } from '#shared/sign-in/credentials/sms-password.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

const secrets = await pseudonyms();
export const handler = httpApi(
  resendPasswordSms({
    ...inTurn(),
    registrations: registrationLinks(),
    accounts: unclaimedAccounts(),
    limits: limits(),
    credentials: credentials(),
    sms: notedSms(),
    passwordOf: smsPasswordOf(secrets),
    secretVersion: secrets.version,
    smsPerRegistration: limitOf('PASSWORD_SMS_PER_REGISTRATION'),
    cutoff: sessionCutoff(),
  }),
);
