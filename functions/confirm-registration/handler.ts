import { confirming } from '#shared/customers/compose.ts';
import { firstPasswordOf } from '#shared/customers/registration/tokens.ts';
import { notedSms } from '#shared/messages/compose.ts';
import { pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { credentials, inTurn } from '#shared/sign-in/compose.ts';
import { confirmRegistration } from './confirm-registration.ts';

const secrets = await pseudonyms();
const passwords = { ...inTurn(), sms: notedSms(), pseudonyms: secrets, firstPassword: firstPasswordOf(secrets) };
export const handler = httpApi(confirmRegistration({ ...confirming(credentials()), ...passwords }));
