import { registrationLinks, unclaimedAccounts } from '#shared/customers/compose.ts';
import { limitOf, limits } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { passwordsBySms, settingPasswords } from '#shared/sign-in/compose.ts';
import { resendPasswordSms } from './resend-password-sms.ts';

const limited = { limits: limits(), smsPerRegistration: limitOf('PASSWORD_SMS_PER_REGISTRATION') };
const needs = { ...settingPasswords(), ...(await passwordsBySms()), ...limited };
const found = { registrations: registrationLinks(), accounts: unclaimedAccounts() };
export const handler = httpApi(resendPasswordSms({ ...needs, ...found }));
