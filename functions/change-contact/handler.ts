import { callingCodes, contactChanges } from '#shared/customers/compose.ts';
import { createCode, createContactToken } from '#shared/customers/contacts/contact-change.ts';
import { helpline, mailing, textSms } from '#shared/messages/compose.ts';
import { limitNames, limits, now, pseudonyms } from '#shared/platform/compose.ts';
import { httpApi } from '#shared/platform/http/http-api.ts';
import { accounts, passwordCheck } from '#shared/sign-in/compose.ts';
import { changeContact } from './change-contact.ts';

const [check, secrets, { limitName }] = await Promise.all([passwordCheck(), pseudonyms(), limitNames()]);
const proving = { newToken: createContactToken, newCode: createCode, sms: textSms(), ...mailing() };
const needs = { ...check, ...proving, accounts: accounts(), changes: contactChanges(), limits: limits(), now };
export const handler = httpApi(
  changeContact({ ...needs, pseudonyms: secrets, limitName, callingCodes: callingCodes(), helpline: helpline() }),
);
