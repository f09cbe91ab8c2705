import { registrationLinks } from '#shared/customers/compose.ts';
import { acting } from '#shared/helpdesk/compose.ts';
import { limitOf } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { passwordsBySms, settingPasswords } from '#shared/sign-in/compose.ts';
import { resendPassword } from './resend-password.ts';

const needs = { ...acting(), ...settingPasswords(), ...(await passwordsBySms()) };
const passwordsPerPerson = limitOf('HELPDESK_PASSWORDS_PER_PERSON');
export const handler = httpApi(resendPassword({ ...needs, registrations: registrationLinks(), passwordsPerPerson }));
