import { credentials, inTurn, sessionCutoff } from '#shared/credentials/compose.ts';
import { smsPasswordOf } from '#shared/credentials/sms-password.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { registrationLinks, unclaimedAccounts } from '#shared/registration/compose.ts';
import { pseudonyms } from '#shared/secrets/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
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
