import { setTimeout as pause } from 'node:timers/promises';
import { generatePassword } from '#shared/accounts/generated-password.ts';
import { sessionCutoff } from '#shared/credentials/compose.ts';
import { httpApi } from '#shared/http/http-api.ts';
import { limitOf, limits } from '#shared/limits/compose.ts';
import { now } from '#shared/platform/now.ts';
import { passwordPool, registrationLinks, unclaimedAccounts } from '#shared/registration/compose.ts';
import { notedSms } from '#shared/sms-outcomes/compose.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

export const handler = httpApi(
  resendPasswordSms({
    registrations: registrationLinks(),
    accounts: unclaimedAccounts(),
    limits: limits(),
    pool: passwordPool(),
    sms: notedSms(),
    newPassword: () => generatePassword(),
    smsPerRegistration: limitOf('PASSWORD_SMS_PER_REGISTRATION'),
    cutoff: sessionCutoff(),
    now,
    pause,
  }),
);
