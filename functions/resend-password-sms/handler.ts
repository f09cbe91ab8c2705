import { registrationLinks, unclaimedAccounts } from '#shared/customers/compose.ts';
import { notedSms } from '#shared/messages/compose.ts';
import { limitOf, limits, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials, inTurn, sessionCutoff } from '#shared/sign-in/compose.ts';
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
