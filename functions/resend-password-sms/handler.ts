import { registrationLinks, unclaimedAccounts } from '#shared/customers/compose.ts';
import { limitOf, limits } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { passwordsBySms, settingPasswords } from '#shared/sign-in/compose.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

const needs = { ...settingPasswords(), ...(await passwordsBySms()), limits: limits() };
const smsPerRegistration = limitOf('PASSWORD_SMS_PER_REGISTRATION');
export const handler = httpApi(
  resendPasswordSms({
    ...needs,
    registrations: registrationLinks(),
    accounts: unclaimedAccounts(),
    smsPerRegistration,
  }),
);
