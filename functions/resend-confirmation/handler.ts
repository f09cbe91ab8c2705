import { registrationLinks } from '#shared/customers/compose.ts';
import { helpline, mailing } from '#shared/messages/compose.ts';
import { limitNames, limitOf, limits, now } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { resendConfirmation } from './resend-confirmation.ts';

const { limitName } = await limitNames();
const mailsPerRegistration = limitOf('CONFIRMATION_MAILS_PER_REGISTRATION');
const needs = { ...mailing(), registrations: registrationLinks(), limits: limits(), helpline: helpline(), now };
export const handler = httpApi(resendConfirmation({ ...needs, limitName, mailsPerRegistration }));
